"""OpenAPI of the few operations that write: bodies, the headers they need, and how they refuse."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

CALLER_REFUSALS = {
    "401": "Tanpa token, atau token yang tidak dapat dipakai.",
    "403": "Token atau mandat Anda tidak memberi hak ini.",
}
WRITE_REFUSALS = {
    "400": "Isi permintaan ditolak: setiap masalah dengan penunjuknya (`pointer`).",
    **CALLER_REFUSALS,
    "404": "Tidak ditemukan.",
    "405": "Cara ini tidak dilayani di sini.",
    "406": "Format tidak tersedia.",
    "409": "Catatannya berubah sejak usulan ini dibuat.",
    "413": "Isi permintaan terlalu besar.",
    "422": "Idempotency-Key ini sudah dipakai untuk isi lain.",
    "429": "Terlalu banyak permintaan; lihat Retry-After.",
}
MATCH_REFUSALS = {
    "412": "Usulan sudah berubah sejak ETag itu.",
    "428": "If-Match tidak disertakan.",
}
TEXT: Schema = {"type": "string"}
CHANGE: Schema = {
    "type": "object",
    "required": ["kind"],
    "additionalProperties": False,
    "properties": {
        "kind": TEXT,
        "target": TEXT,
        "base_version": {"type": ["integer", "null"]},
        "values": {"type": "object"},
        "ref": TEXT,
    },
}
ABOUT: Schema = {
    "sentra": TEXT,
    "answer": TEXT,
    "year": {"type": "integer"},
    "words": {"type": "string", "maxLength": 500},
    "changes": {"type": "array", "items": CHANGE, "minItems": 1},
}
LINE: Schema = {
    "type": "object",
    "required": ["sentra", "changes"],
    "additionalProperties": False,
    "properties": ABOUT,
}
POSITION: Schema = {"position": {"type": "integer", "minimum": 0}}
BODIES: dict[str, Schema] = {
    "SubmissionBody": {
        "type": "object",
        "required": ["kind"],
        "additionalProperties": False,
        "properties": {
            "kind": TEXT,
            "region": TEXT,
            **ABOUT,
            "lines": {"type": "array", "items": LINE, "minItems": 1, "maxItems": 50},
        },
    },
    "WithdrawBody": {
        "type": "object",
        "additionalProperties": False,
        "properties": POSITION,
    },
    "DecisionBody": {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            **POSITION,
            "words": {"type": "string", "maxLength": 500},
            "field_words": {"type": "object", "additionalProperties": TEXT},
            "refused": {"type": "array", "items": TEXT},
        },
    },
}
OPTIONAL_TEXT: Schema = {"type": ["string", "null"]}
SENT: Schema = {
    "type": "object",
    "required": ["receipt", "received_at", "acts", "returned", "links"],
    "properties": {
        "notice": TEXT,
        "receipt": TEXT,
        "received_at": {"type": "string", "format": "date-time"},
        "body_hash": TEXT,
        "acts": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "position": {"type": "integer"},
                    "sentra": OPTIONAL_TEXT,
                    "state": TEXT,
                    "step": OPTIONAL_TEXT,
                    "due_at": OPTIONAL_TEXT,
                },
            },
        },
        "returned": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "line": {"type": "integer"},
                    "sentra": OPTIONAL_TEXT,
                    "problems": {"type": "array", "items": {"type": "object"}},
                },
            },
        },
        "links": {"type": "object", "additionalProperties": TEXT},
    },
}


def header(name: str, description: str) -> Schema:
    """A header that must be there."""
    return {
        "in": "header",
        "name": name,
        "required": True,
        "schema": TEXT,
        "description": description,
    }


def write_headers(view: Any) -> list[Schema]:
    """What a write carries beside its body."""
    if getattr(view, "needs_match", False):
        return [header("If-Match", "ETag dari GET usulan ini.")]
    return [header("Idempotency-Key", "Teks Anda sendiri, tetap sama bila diulang; ≤ 200.")]


def write_refusals(view: Any) -> dict[str, str]:
    """How a write refuses."""
    more = MATCH_REFUSALS if getattr(view, "needs_match", False) else {}
    return WRITE_REFUSALS | more
