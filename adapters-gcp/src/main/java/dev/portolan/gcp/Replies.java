package dev.portolan.gcp;

import dev.portolan.data.HttpResponse;

/** Responses with a body. */
final class Replies {

    private Replies() {}

    static HttpResponse json(int status, byte[] json) {
        return HttpResponse.status(status).body("application/json", json);
    }
}
