import jQuery from 'jquery';

globalThis.jQuery = jQuery;
globalThis.$ = jQuery;
