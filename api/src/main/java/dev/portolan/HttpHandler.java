package dev.portolan;

import dev.portolan.data.HttpRequest;
import dev.portolan.data.HttpResponse;

/** Answers HTTP requests. Safe under concurrent calls: one instance serves every invocation of a process. */
@FunctionalInterface
public non-sealed interface HttpHandler extends Handler {

    /**
     * Answers one request.
     *
     * @throws RejectedEventException if the request can never succeed; the caller sees a 400 without details
     * @throws Exception if the request failed; the caller sees a 500 without details
     */
    HttpResponse handle(HttpRequest request, Invocation invocation) throws Exception;
}
