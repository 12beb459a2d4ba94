package dev.portolan;

import dev.portolan.data.TypedData;
import dev.portolan.spi.Origin;

/** The origin of events that came ready-made: those in the portable profile say themselves what they contain. */
final class CarriedOrigin implements Origin {

    @Override
    public String kind() {
        return "cloudevents";
    }

    @Override
    public TypedData typedData(Event event, byte[] bytes, int start, int end) {
        return PortableProfile.isPortable(event) ? PortableProfile.read(event) : Origin.opaque(event);
    }
}
