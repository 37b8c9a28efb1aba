// Keys of the review desk: j and k (or the arrows, once a field is chosen) go through fields or
// proposals, c to the words of a field, x leaves it out, a, r and t go to the three buttons without
// pressing them, / to the search, ? to the list of keys. Every one has a field, a link or a button;
// without this script nothing is missing. Whoever is disturbed by single letters switches them off.
'use strict';
{
    const OFF = 'tinjau-tanpa-pintasan';
    const stops = () => [...document.querySelectorAll('[data-isian], [data-usulan]')];
    const chosen = () => stops().find((one) => one.contains(document.activeElement));

    const isTyping = (element) =>
        element.isContentEditable || element.tagName === 'SELECT' || element.tagName === 'TEXTAREA' ||
        (element.tagName === 'INPUT' && element.type !== 'checkbox' && element.type !== 'radio');

    const focusOn = (element) => {
        if (!element) {
            return false;
        }
        element.focus();
        element.scrollIntoView({block: 'center'});
        return true;
    };

    const move = (by) => {
        const all = stops();
        const at = all.indexOf(chosen());
        const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
        return all.length > 0 && focusOn(all[Math.min(Math.max(next, 0), all.length - 1)]);
    };

    // A field's words and box stand folded; they are opened before they are gone to.
    const inField = (selector) => {
        const field = chosen();
        const found = field && field.querySelector(selector);
        const fold = found && found.closest('details');
        if (fold) {
            fold.open = true;
        }
        return found;
    };

    const leaveOut = () => {
        const box = inField('input[type=checkbox]');
        if (box) {
            box.click();
        }
        return focusOn(box);
    };

    const button = (verb) => () => focusOn(document.querySelector(`button[value=${verb}]`));

    const showKeys = () => {
        const keys = document.querySelector('#tombol-tinjau');
        if (!keys) {
            return false;
        }
        keys.open = true;
        return focusOn(keys.querySelector('summary'));
    };

    const search = () => {
        const box = document.querySelector('#quick-q, #id_q');
        const fold = box && box.closest('details');
        if (fold) {
            fold.open = true;
        }
        return focusOn(box);
    };

    const keys = {
        'j': () => move(1),
        'k': () => move(-1),
        'ArrowDown': () => Boolean(chosen()) && move(1),
        'ArrowUp': () => Boolean(chosen()) && move(-1),
        'c': () => focusOn(inField('input[type=text]')),
        'x': leaveOut,
        'a': button('approve'),
        'r': button('return'),
        't': button('reject'),
        '/': search,
        '?': showKeys,
    };

    const isOff = () => {
        try {
            return window.localStorage.getItem(OFF) === '1';
        } catch {
            return false;
        }
    };

    const remember = (off) => {
        try {
            window.localStorage.setItem(OFF, off ? '1' : '0');
        } catch {
            // Nothing is kept where the browser forbids it; the box still holds on this page.
        }
    };

    const start = () => {
        const box = document.querySelector('#pintasan');
        if (box) {
            box.checked = !isOff();
            box.addEventListener('change', () => remember(!box.checked));
        }
        // Before the desk's own keys, some of which mean something else there.
        document.addEventListener('keydown', (event) => {
            const off = box ? !box.checked : isOff();
            if (off || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) {
                return;
            }
            const act = keys[event.key];
            if (act && act()) {
                event.preventDefault();
                event.stopPropagation();
            }
        }, true);
    };

    start();
}
