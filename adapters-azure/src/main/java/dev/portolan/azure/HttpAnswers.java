package dev.portolan.azure;

import dev.portolan.MalformedPayloadException;
import dev.portolan.data.HttpResponse;
import dev.portolan.spi.Outcomes;

/** What a caller over HTTP is told of events: 204 done, 400 nothing but malformed, 500 failed; never a word of why. */
final class HttpAnswers {

    private HttpAnswers() {}

    static HttpResponse of(Outcomes outcomes) {
        if (outcomes.allDone()) {
            return HttpResponse.status(204);
        }
        for (int i = 0; i < outcomes.size(); i++) {
            if (!outcomes.isDone(i) && !(outcomes.failure(i) instanceof MalformedPayloadException)) {
                return HttpResponse.status(500);
            }
        }
        return HttpResponse.status(400);
    }
}
