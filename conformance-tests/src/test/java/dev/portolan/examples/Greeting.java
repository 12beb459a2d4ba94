package dev.portolan.examples;

import dev.portolan.HttpHandler;
import dev.portolan.Invocation;
import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;

/** Answers requests, on any cloud. */
public final class Greeting implements HttpHandler {

    @Override
    public HttpResponse handle(HttpRequest request, Invocation invocation) {
        return HttpResponse.text("hello " + request.path());
    }
}
