package dev.portolan.examples;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import dev.portolan.Delivery;
import dev.portolan.Invocation;
import dev.portolan.MalformedPayloadException;
import dev.portolan.UnrecognizedPayloadException;
import dev.portolan.gcp.GoogleHttp;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The Google page's HTTP function that has been there before: it sees whole requests. */
public final class GoogleHttpEmbedding implements HttpFunction {

    private static final Logger LOG = Logger.getLogger("uploads");
    private static final Invocation LOGGED = Invocation.UNKNOWN.withFailureLog((kind, item, event, failure) ->
            LOG.log(Level.SEVERE, event == null ? kind : kind + " " + event.getId(), failure));

    @Override
    public void service(HttpRequest request, HttpResponse response) throws IOException {
        try {
            Delivery<dev.portolan.data.HttpResponse> delivery = GoogleHttp.read(request);
            GoogleHttp.write(delivery.handle(new Uploads(), LOGGED), response);
        } catch (MalformedPayloadException | UnrecognizedPayloadException e) {
            response.setStatusCode(400); // else the framework answers 500
        }
    }
}
