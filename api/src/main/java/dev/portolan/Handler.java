package dev.portolan;

/** Code that is written once and runs on every cloud; one class may be several of these kinds. */
public sealed interface Handler permits EventHandler, HttpHandler, CallHandler {}
