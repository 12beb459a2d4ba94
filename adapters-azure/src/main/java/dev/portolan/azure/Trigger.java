package dev.portolan.azure;

import dev.portolan.data.HttpResponse;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;

/** What brings events: a trigger that is told by returning or throwing, or a request that is told by a status. */
abstract class Trigger extends Source<HttpResponse> {

    private final boolean overHttp;

    Trigger() {
        this(false);
    }

    Trigger(boolean overHttp) {
        this.overHttp = overHttp;
    }

    /**
     * The status of a request; for a trigger, which has no partial answer, an empty response that nobody sees.
     *
     * @throws dev.portolan.DeliveryFailedException unless everything that a trigger brought is done
     */
    @Override
    public final HttpResponse answer(Outcomes outcomes) {
        if (overHttp) {
            return HttpResponse.status(outcomes.httpStatus());
        }
        if (!outcomes.allDone()) {
            throw outcomes.deliveryFailed();
        }
        return HttpResponse.status(204);
    }
}
