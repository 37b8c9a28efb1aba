// Shrinks photos on the phone before they are sent, one request per file, and says honestly how far
// each is. Without this script the form posts as it stands; the server does all of it again.
'use strict';
{
    const MOST_BYTES = 200_000;
    // Tried in turn until the photo is small enough: longest side, JPEG quality.
    const STEPS = [1600, 1200, 900, 600].flatMap((side) => [0.82, 0.6, 0.45].map((q) => [side, q]));
    const GPS_POINTER = 0x8825;

    // Where the camera says it was: degrees out of the EXIF block of a JPEG, null when that is not
    // simple. Canvas drops the block, so it is read before.
    const placeOf = async (file) => {
        try {
            const view = new DataView(await file.slice(0, 131072).arrayBuffer());
            for (let at = 2; view.getUint16(0) === 0xffd8 && at + 10 < view.byteLength;) {
                if (view.getUint16(at) === 0xffe1 && view.getUint32(at + 4) === 0x45786966) {
                    return gpsOf(view, at + 10);
                }
                at += 2 + view.getUint16(at + 2);
            }
        } catch {
            // A note that cannot be read is no note.
        }
        return null;
    };

    const gpsOf = (view, start) => {
        const little = view.getUint16(start) === 0x4949;
        const u16 = (at) => view.getUint16(at, little);
        const u32 = (at) => view.getUint32(at, little);
        const entries = (at) => {
            const found = new Map();
            for (let n = 0; n < u16(at); n += 1) {
                found.set(u16(at + 2 + 12 * n), at + 2 + 12 * n + 8);
            }
            return found;
        };
        const block = entries(start + u32(start + 4)).get(GPS_POINTER);
        if (!block) {
            return null;
        }
        const gps = entries(start + u32(block));
        const degrees = (reference, value, negative) => {
            const at = start + u32(gps.get(value));
            const part = (n) => u32(at + 8 * n) / u32(at + 8 * n + 4);
            const sum = part(0) + part(1) / 60 + part(2) / 3600;
            return String.fromCharCode(view.getUint8(gps.get(reference))) === negative ? -sum : sum;
        };
        const point = [degrees(1, 2, 'S'), degrees(3, 4, 'W')];
        return point.every(Number.isFinite) ? point.map((number) => number.toFixed(6)) : null;
    };

    const drawn = (picture, side, quality) => {
        const scale = Math.min(1, side / Math.max(picture.width, picture.height));
        const canvas = document.createElement('canvas');
        canvas.width = Math.max(1, Math.round(picture.width * scale));
        canvas.height = Math.max(1, Math.round(picture.height * scale));
        const pen = canvas.getContext('2d');
        pen.fillStyle = '#fff';
        pen.fillRect(0, 0, canvas.width, canvas.height);
        pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
        return new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality));
    };

    // A smaller JPEG, or the file itself where the browser cannot read it: the server then says why.
    const shrunk = async (file) => {
        if (!file.type.startsWith('image/') || !window.createImageBitmap) {
            return file;
        }
        try {
            const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
            let small = null;
            for (const [side, quality] of STEPS) {
                small = await drawn(picture, side, quality);
                if (small && small.size <= MOST_BYTES) {
                    break;
                }
            }
            picture.close();
            return small && small.size < file.size ? small : file;
        } catch {
            // As it came, then.
        }
        return file;
    };

    // What waits to be sent stays on this device, where the browser has a store, also when the page
    // is closed: bound to its user, and sent only while that user is signed in again.
    const STORE = 'waiting';
    const opened = () => new Promise((done) => {
        try {
            const asked = indexedDB.open('ikm-foto', 1);
            asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'id' });
            asked.onsuccess = () => done(asked.result);
            asked.onerror = () => done(null);
        } catch {
            done(null);
        }
    });
    const inStore = async (mode, work) => {
        const base = await opened();
        if (!base) {
            return null;
        }
        return new Promise((done) => {
            try {
                const act = base.transaction(STORE, mode);
                const asked = work(act.objectStore(STORE));
                act.oncomplete = () => done(asked.result ?? null);
                act.onerror = act.onabort = () => done(null);
            } catch {
                done(null);
            }
        }).finally(() => base.close());
    };
    const keep = async (item) => (await inStore('readwrite', (store) => store.put(item))) !== null;
    const forget = (item) => inStore('readwrite', (store) => store.delete(item.id));
    const waitingFor = async (user) => ((await inStore('readonly', (store) => store.getAll())) ?? [])
        .filter((item) => item.user === user)
        .sort((one, other) => one.at - other.at);

    // One file of a form as it will be sent: read and shrunk once, so that every retry sends the
    // very same bytes and stays one attachment.
    const itemOf = async (form, file) => {
        const small = await shrunk(file);
        const place = await placeOf(file);
        const said = [...new FormData(form)].filter(([name]) => !['file', 'csrfmiddlewaretoken'].includes(name));
        const fields = new Map(said);
        if (place) {
            fields.set('latitude', place[0]);
            fields.set('longitude', place[1]);
        }
        return {
            id: `${Date.now()}-${Math.random()}`,
            at: Date.now(),
            user: form.dataset.user,
            action: form.action,
            token: fields.get('token') ?? '',
            name: file.name,
            fields: [...fields],
            as: small === file ? file.name : 'foto.jpg',
            bytes: small,
        };
    };

    const bodyOf = (item) => {
        const body = new FormData();
        for (const [name, value] of item.fields) {
            body.append(name, value);
        }
        body.append('csrfmiddlewaretoken', document.querySelector('[name=csrfmiddlewaretoken]')?.value ?? '');
        body.append('file', item.bytes, item.as);
        return body;
    };

    const element = (tag, words, name = '') => {
        const made = document.createElement(tag);
        made.textContent = words;
        made.className = name;
        return made;
    };

    // The line the server drew, below those that hang on the form already; the same file twice is
    // still one line.
    const enlist = ({ id, line }) => {
        const list = document.querySelector('[data-attachment-list]');
        if (!list || list.querySelector(`[data-attachment="${id}"]`)) {
            return;
        }
        list.querySelector('[data-attachment-none]')?.remove();
        const drawn = document.createElement('template');
        drawn.innerHTML = line;
        list.append(drawn.content);
        const count = document.querySelector('[data-attachment-count]');
        if (count) {
            count.textContent = list.querySelectorAll('[data-attachment]').length;
        }
    };

    const everySending = [];

    class Sending {
        constructor(item, list, isKept = false) {
            this.item = item;
            this.isKept = isKept;
            this.isBusy = false;
            everySending.push(this);
            this.line = list.appendChild(document.createElement('li'));
        }

        say(...parts) {
            this.line.replaceChildren(element('b', this.item.name), ...parts);
        }

        button(words, act) {
            const made = element('button', words, 'alt');
            made.type = 'button';
            made.addEventListener('click', act);
            return made;
        }

        failed() {
            const words = `gagal, coba lagi${this.isKept ? '; tersimpan di perangkat ini sampai terkirim' : ''}`;
            this.say(
                element('span', words, 'bad'),
                this.button('Coba lagi', () => this.send()),
                this.button('Buang', () => this.end(element('span', 'dibuang, tidak dikirim'))),
            );
            return false;
        }

        async keep() {
            this.isKept ||= await keep(this.item);
        }

        end(...parts) {
            forget(this.item);
            this.isKept = false;
            this.say(...parts);
        }

        async send() {
            if (this.isBusy) {
                return false;
            }
            this.isBusy = true;
            this.say(element('span', 'mengunggah…'));
            try {
                const answer = await fetch(this.item.action, {
                    method: 'POST',
                    body: bodyOf(this.item),
                    headers: { Accept: 'application/json' },
                    redirect: 'error',
                });
                const said = await answer.json();
                if (said.problems.length) {
                    this.end(element('span', said.problems.map((one) => one.message).join(' '), 'bad'));
                    return false;
                }
                const kept = said.attachments[0];
                const link = element('a', kept.size);
                link.href = kept.url;
                this.end(element('span', 'terkirim', 'ok'), link);
                enlist(kept);
                return true;
            } catch {
                return this.failed();
            } finally {
                this.isBusy = false;
            }
        }
    }

    const sendAll = async (sendings) => {
        for (const sending of sendings) {
            await sending.send();
        }
    };

    const takeOver = (form) => {
        const picker = form.querySelector('input[type=file]');
        const list = form.querySelector('[data-attachment-state]');
        form.addEventListener('submit', async (event) => {
            if (!picker.files.length) {
                return;
            }
            event.preventDefault();
            const files = [...picker.files];
            picker.value = '';
            const sendings = [];
            for (const file of files) {
                sendings.push(new Sending(await itemOf(form, file), list));
                await sendings.at(-1).keep();
            }
            await sendAll(sendings);
        });
        const token = form.querySelector('[name=token]')?.value;
        goOn(form.dataset.user, list, (item) => item.token === token);
    };

    // What an earlier page could not send: shown with its name, and sent now that its user is here.
    const goOn = async (user, list, isMeant = () => true) => {
        const found = user ? (await waitingFor(user)).filter(isMeant) : [];
        const sendings = found.map((item) => new Sending(item, list, true));
        await sendAll(sendings);
    };
    window.addEventListener('online', () => sendAll(everySending.filter((one) => one.isKept)));

    if (window.fetch && window.FormData) {
        document.querySelectorAll('form[data-attachments]').forEach(takeOver);
        const home = document.querySelector('[data-kept-photos]');
        if (home) {
            waitingFor(home.dataset.user).then((found) => {
                home.hidden = found.length === 0;
                goOn(home.dataset.user, home.querySelector('ol'));
            });
        }
    }
}
