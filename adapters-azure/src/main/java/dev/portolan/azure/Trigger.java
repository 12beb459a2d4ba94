package dev.portolan.azure;

import dev.portolan.data.HttpResponse;
import dev.portolan.spi.Outcomes;
import dev.portolan.spi.Source;

/** A trigger that is told by returning or throwing: there is no partial answer. */
abstract class Trigger extends Source<HttpResponse> {

    /**
     * An empty response, which only an HTTP front door sees.
     *
     * @throws dev.portolan.DeliveryFailedException unless everything is done
     */
    @Override
    public HttpResponse answer(Outcomes outcomes) {
        if (!outcomes.allDone()) {
            throw outcomes.deliveryFailed();
        }
        return HttpResponse.status(204);
    }
}
