// Type-ahead for fields that take a code or words (data-ahead="noun.field"): what fits so far stands
// in a list below the field, and a choice writes its code. Without this script the words alone are
// enough: the page itself offers what fits.
'use strict';
{
    const WAIT = 200;
    const form = document.querySelector('form[data-ahead-url]');

    const ask = async (input, list) => {
        const [model, field] = input.dataset.ahead.split('.');
        const query = new URLSearchParams({
            term: input.value, app_label: 'registry', model_name: model, field_name: field,
        });
        const answer = await fetch(`${form.dataset.aheadUrl}?${query}`, {credentials: 'same-origin'});
        if (!answer.ok) {
            return;
        }
        const {results} = await answer.json();
        list.replaceChildren(...results.slice(0, 8).map(({id, text}) => {
            const option = document.createElement('option');
            option.value = id;
            option.label = text;
            return option;
        }));
    };

    for (const input of form ? form.querySelectorAll('[data-ahead]') : []) {
        const list = document.createElement('datalist');
        let waiting = 0;
        list.id = `${input.id}_ahead`;
        input.after(list);
        input.setAttribute('list', list.id);
        input.addEventListener('input', () => {
            clearTimeout(waiting);
            if (input.value.trim().length > 1) {
                waiting = setTimeout(() => ask(input, list), WAIT);
            }
        });
    }
}
