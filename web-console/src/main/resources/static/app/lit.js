export { html, svg, render, nothing } from '/webjars/lit-html/lit-html.js';
