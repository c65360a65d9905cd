// What pages do beyond htmx. Nothing here is needed to read a page or to send a form.
(() => {
  'use strict';

  // A menu that folds away on a phone.
  const button = document.querySelector('[data-menu]');
  button?.addEventListener('click', () => {
    const open = document.body.classList.toggle('menu-open');
    button.setAttribute('aria-expanded', String(open));
  });

  // Theme and zone are cookies, so that the server draws the next page right at once.
  const keep = (name, value) => {
    document.cookie = `${name}=${encodeURIComponent(value)};path=/;max-age=31536000;samesite=strict`;
  };
  document.querySelectorAll('select[data-cookie]').forEach((select) => {
    if (select.dataset.zone !== undefined) {
      const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
      const zones = new Set(['UTC', own, select.dataset.zone === 'Z' ? 'UTC' : select.dataset.zone]);
      select.replaceChildren(...[...zones].map((zone) => new Option(zone, zone)));
      select.value = select.dataset.zone === 'Z' ? 'UTC' : select.dataset.zone;
    }
    select.addEventListener('change', () => {
      keep(select.dataset.cookie, select.value);
      location.reload();
    });
  });

  // Relative ages stay true while a page is open.
  const words = (seconds) => {
    const away = Math.abs(seconds);
    const text = away >= 172800 ? `${Math.floor(away / 86400)} d`
      : away >= 7200 ? `${Math.floor(away / 3600)} h`
      : away >= 120 ? `${Math.floor(away / 60)} min`
      : away < 1 ? '' : `${Math.floor(away)} s`;
    return text === '' ? 'now' : seconds < 0 ? `in ${text}` : `${text} ago`;
  };
  const ages = () => {
    if (document.hidden) return;
    document.querySelectorAll('time[datetime] [data-age]').forEach((age) => {
      const at = Date.parse(age.closest('time').dateTime);
      age.textContent = words((Date.now() - at) / 1000);
    });
  };
  setInterval(ages, 15000);

  // Server-sent events: [data-live=ADDRESS] listens; each event says which part of the page changed.
  // An element with data-live-on=EVENT then asks for itself anew (its hx-get with hx-trigger=live),
  // one with data-live-lines=EVENT adds the event's text as a line.
  const listen = (element) => {
    const source = new EventSource(element.dataset.live);
    const seen = new Set();
    const on = (name, handler) => {
      if (!seen.has(name)) {
        seen.add(name);
        source.addEventListener(name, handler);
      }
    };
    const all = (attribute) => [...element.querySelectorAll(`[${attribute}]`)];
    all('data-live-on').forEach((e) => on(e.dataset.liveOn, () =>
      element.querySelectorAll(`[data-live-on="${e.dataset.liveOn}"]`).forEach((each) => window.htmx.trigger(each, 'live'))));
    all('data-live-lines').forEach((e) => on(e.dataset.liveLines, (event) => {
      const follow = e.scrollTop + e.clientHeight >= e.scrollHeight - 8;
      e.append(`${event.data}\n`);
      if (follow) e.scrollTop = e.scrollHeight;
    }));
    source.addEventListener('end', () => { source.close(); if (element.dataset.liveEnd === 'reload') location.reload(); });
    window.addEventListener('pagehide', () => source.close());
  };
  document.querySelectorAll('[data-live]').forEach(listen);

  // A button that adds to a list of texts with commas: [data-add=ID of the input][data-value=TEXT].
  document.addEventListener('click', (event) => {
    const adder = event.target.closest('[data-add]');
    const input = adder && document.getElementById(adder.dataset.add);
    if (input) {
      const items = input.value.split(',').map((item) => item.trim()).filter((item) => item !== '' && item !== '*');
      if (!items.includes(adder.dataset.value)) items.push(adder.dataset.value);
      input.value = items.join(',');
      ['input', 'change'].forEach((name) => input.dispatchEvent(new Event(name, { bubbles: true })));
    }
  });

  // A button that takes effect only when a name was typed: [data-must-equal=TEXT] on the input.
  document.addEventListener('input', (event) => {
    const wanted = event.target.dataset?.mustEqual;
    if (wanted !== undefined) {
      event.target.form.querySelector('[type=submit]').disabled = event.target.value !== wanted;
    }
  });

  // A table that was scrolled aside stays so when its part of the page is drawn anew.
  const aside = new Map();
  document.addEventListener('htmx:beforeSwap', (event) =>
    event.detail.target.querySelectorAll('.scroll[id]').forEach((each) => aside.set(each.id, each.scrollLeft)));
  document.addEventListener('htmx:afterSwap', () => {
    aside.forEach((left, id) => document.getElementById(id)?.scrollTo(left, 0));
    aside.clear();
  });

  // Parts that ask for themselves again and again. A daemon that is gone must not leave a page that
  // says that all is well: what is old is greyed, and the notice says since when.
  const POLLED = '[hx-trigger*="every "]';
  const notice = document.getElementById('stale');
  let answered = new Date();
  const old = () => {
    if (!notice || document.body.classList.contains('stale')) return;
    const zone = document.querySelector('select[data-zone]')?.value;
    const at = answered.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone });
    notice.textContent = `No answer since ${at}: what you see is old`;
    document.body.classList.add('stale');
  };
  const fresh = () => {
    answered = new Date();
    if (!document.body.classList.contains('stale')) return;
    document.body.classList.remove('stale');
    notice.textContent = '';
  };
  const polls = (event) => event.detail.requestConfig?.elt?.matches(POLLED) ?? false;
  document.addEventListener('htmx:configRequest', (event) => {
    if (!event.detail.elt.matches(POLLED)) return;
    event.detail.timeout = 15000;
    if (document.hidden) event.preventDefault();
  });
  document.addEventListener('htmx:afterRequest', (event) => {
    if (polls(event) && event.detail.successful) fresh();
  });
  ['htmx:sendError', 'htmx:timeout'].forEach((name) => document.addEventListener(name, (event) => {
    if (polls(event)) old();
  }));
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) {
      document.querySelectorAll('[data-live-on]').forEach((each) => window.htmx.trigger(each, 'live'));
    }
  });

  // Failures of parts show at the top of the page, in the server's words.
  document.addEventListener('htmx:responseError', (event) => {
    if (polls(event) && event.detail.xhr.status >= 500) {
      old();
      return;
    }
    const place = document.getElementById('problems');
    if (place) {
      const html = new DOMParser().parseFromString(event.detail.xhr.responseText, 'text/html');
      place.replaceChildren(...html.body.childNodes);
      if (!polls(event)) place.scrollIntoView({ block: 'nearest' });
    }
  });
})();
