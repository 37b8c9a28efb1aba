// Gives a spoken name to the widgets that Django's admin draws without one: its search boxes
// (select2 names itself after the chosen value, so an empty one is nameless) and the hint icons of
// its two-column chooser. Nothing else; the pages work without it.
'use strict';
{
    const named = (element, ids) => element.setAttribute('aria-labelledby', ids.join(' '));

    const nameSearchBox = (box) => {
        const select = box.closest('.select2-container').previousElementSibling;
        const label = select && select.labels && select.labels[0];
        const shown = box.querySelector('.select2-selection__rendered');
        if (!label) {
            return;
        }
        label.id = label.id || `${select.id}_label`;
        named(box, shown ? [label.id, shown.id] : [label.id]);
        if (shown) {
            named(shown, [label.id]);
        }
    };

    const nameAll = () => {
        document.querySelectorAll('.select2-selection').forEach(nameSearchBox);
        document.querySelectorAll('.search-label-icon[aria-label]').forEach((icon) => {
            icon.setAttribute('role', 'img');
        });
    };

    // jQuery draws the boxes some time after the document is ready, before or after `load`: watch.
    const isBox = (node) => node.classList && node.classList.contains('select2-container');
    new MutationObserver((changes) => {
        if (changes.some((change) => [...change.addedNodes].some(isBox))) {
            nameAll();
        }
    }).observe(document.documentElement, { childList: true, subtree: true });
    window.addEventListener('load', nameAll);
}
