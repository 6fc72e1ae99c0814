// Leads on from an address that a page has moved from, and keeps what stands behind its #: on the page of days, a reader's own date.
"use strict";
location.replace(document.querySelector("article a").href + location.hash);
