package dev.portolan.gcp;

import dev.portolan.Draft;
import dev.portolan.Invocation;
import dev.portolan.RejectedEventException;
import dev.portolan.data.HttpResponse;
import dev.portolan.spi.Identity;
import dev.portolan.spi.JsonNode;
import dev.portolan.spi.JsonWriter;
import dev.portolan.spi.Outcomes;

/**
 * A batch of calls of a remote function, of BigQuery or of Spanner, which names no caller: the reply is
 * {@code {"replies":[…]}}, one for each call.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/remote-functions#input_format">Remote functions of BigQuery</a>
 * @see <a href="https://docs.cloud.google.com/spanner/docs/cloud-run-remote-function">Remote functions of Spanner</a>
 */
final class BigQuery extends Acknowledged {

    private final Request request;
    private final int calls;

    BigQuery(Request request, JsonNode root) {
        this.request = request;
        calls = root.at("calls").size();
    }

    @Override
    public String kind() {
        return Recognition.BIGQUERY;
    }

    @Override
    public Exchange exchange() {
        return Exchange.CALL;
    }

    @Override
    public void map(JsonNode root, Draft event) {
        if (root.atOrNull("caller") == null) {
            // Spanner's ids tell the requests of one query apart, and nothing tells the query.
            event.id(Identity.of(Invocation.UNKNOWN, request.body))
                    .source("//spanner.googleapis.com")
                    .type("google.cloud.spanner.remoteFunction.v1.called");
        } else {
            event.id(root.text("requestId"))
                    .source(root.text("caller"))
                    .type("google.cloud.bigquery.remoteFunction.v1.called");
        }
        event.dataBytes(request.body, "application/json");
        Traces.add(event, request);
    }

    /** An empty reply stands for null for every call. */
    @Override
    public HttpResponse reply(byte[] reply) {
        return Replies.json(200, reply.length == 0 ? nulls() : reply);
    }

    private byte[] nulls() {
        JsonWriter json = new JsonWriter(calls * 5 + 32);
        json.beginObject().name("replies").beginArray();
        for (int i = 0; i < calls; i++) {
            json.nul();
        }
        return json.endArray().endObject().toBytes();
    }

    @Override
    public HttpResponse answer(Outcomes outcomes) {
        return outcomes.allDone() ? reply(new byte[0]) : error(outcomes);
    }

    /** A call is repeated on 500 and the user shown what came with 400. */
    private static HttpResponse error(Outcomes outcomes) {
        boolean malformed = outcomes.isMalformed(0);
        boolean rejected = outcomes.failure(0) instanceof RejectedEventException;
        String message = malformed
                ? "the request is malformed"
                : rejected ? "the function rejected the call" : "the function failed";
        return Replies.json(
                malformed || rejected ? 400 : 500,
                new JsonWriter(64)
                        .beginObject()
                        .name("errorMessage")
                        .text(message)
                        .endObject()
                        .toBytes());
    }
}
