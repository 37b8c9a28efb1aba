# The registry's own image: web, worker, beat and sweeper differ only in their command, which
# stands in sentra/ops/services.py and, the same, in docker-compose.yml.
FROM python:3.13.14-slim-bookworm AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements/base.lock /tmp/base.lock
RUN python -m venv /venv \
 && /venv/bin/pip install --require-hashes -r /tmp/base.lock

FROM python:3.13.14-slim-bookworm
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=sentra.settings.prod \
    STATIC_ROOT=/srv/static \
    IKM_VAR=/var/lib/ikm
RUN groupadd --gid 10001 ikm \
 && useradd --uid 10001 --gid ikm --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin ikm \
 && install -d -o ikm -g ikm -m 0750 /var/lib/ikm \
 && install -d -o ikm -g ikm /srv/static
COPY --from=packages /venv /venv
COPY . /app
WORKDIR /app
RUN python -m compileall -q sentra registry dak
USER 10001:10001
# Static files need settings but neither database nor secret; the values below are never used.
RUN DJANGO_SECRET_KEY=build-only ALLOWED_HOSTS=build.invalid \
    DATABASE_URL=postgres://build@127.0.0.1/build \
    python manage.py collectstatic --noinput
VOLUME ["/var/lib/ikm"]
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 \
    CMD ["python", "-m", "sentra.ops.health", "page", "0.0.0.0:8000", "/healthz"]
CMD ["gunicorn", "sentra.wsgi", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=2", "--threads=4", "--graceful-timeout=10", "--no-control-socket"]
