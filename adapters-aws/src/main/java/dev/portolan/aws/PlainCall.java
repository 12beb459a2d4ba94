package dev.portolan.aws;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.spi.JsonNode;

/**
 * A call of a service of which type and source are all that an event says: it has no identity.
 */
final class PlainCall extends Call {

    private final String source;
    private final String type;

    PlainCall(String kind, String source, String type, Invocation invocation) {
        super(kind, invocation);
        this.source = source;
        this.type = type;
    }

    @Override
    public void map(JsonNode call, Draft event) {
        event.id(unidentified(call)).source(source).type(type).dataJson(call);
    }
}
