package dev.portolan;

import dev.portolan.data.TypedData;
import dev.portolan.spi.Origin;

/** The origin of events that came ready-made, with no adapter that knows their types. */
final class CarriedOrigin implements Origin {

    @Override
    public String kind() {
        return "cloudevents";
    }

    @Override
    public TypedData typedData(Event event, byte[] bytes, int start, int end) {
        return Origin.opaque(event);
    }
}
