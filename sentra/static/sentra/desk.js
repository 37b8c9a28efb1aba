// Keys of the desk: / to the search of the header, f to the search of a list, s to the reason and
// the save, h to the history, ? to the help page, Ctrl+Enter saves from inside a field. Every one
// of them has a link or a button on the page; without this script nothing is missing. And a new
// line takes over the source of the line added before it.
'use strict';
{
    const isTyping = (element) =>
        element.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName) ||
        element.closest('.select2-container') !== null;

    const follow = (selector) => {
        const link = document.querySelector(selector);
        if (link) {
            link.click();
        }
        return Boolean(link);
    };

    const focusOn = (...selectors) => {
        const found = selectors.map((one) => document.querySelector(one)).find(Boolean);
        if (found) {
            found.focus();
            found.scrollIntoView({block: 'center'});
        }
        return Boolean(found);
    };

    const keys = {
        '/': () => focusOn('#quick-q'),
        'f': () => focusOn('#searchbar'),
        's': () => focusOn('#id_reason_code', '[name=_save]'),
        'h': () => follow('a.historylink'),
        '?': () => follow('#user-tools a[href$="/bantuan/"]'),
    };

    // A new line starts with the source of the line added before it: one report, many lines.
    document.addEventListener('formset:added', (event) => {
        const empty = event.target.querySelector('select[name$="-source"]');
        const given = [...document.querySelectorAll('.inline-group select[name$="-source"]')]
            .filter((one) => one !== empty && one.value && !one.closest('.has_original, .empty-form'));
        if (!empty || empty.value || given.length === 0) {
            return;
        }
        const chosen = given[given.length - 1].selectedOptions[0];
        empty.append(new Option(chosen.text, chosen.value, true, true));
        window.django.jQuery(empty).trigger('change');
    });

    document.addEventListener('keydown', (event) => {
        if (event.key === 'Enter' && event.ctrlKey && follow('[name=_save]')) {
            event.preventDefault();
            return;
        }
        if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) {
            return;
        }
        const act = keys[event.key];
        if (act && act()) {
            event.preventDefault();
        }
    });
}
