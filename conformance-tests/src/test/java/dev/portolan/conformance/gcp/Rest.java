package dev.portolan.conformance.gcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Calls the REST interface of an emulator. */
final class Rest {

    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    Rest(int port) {
        base = "http://127.0.0.1:" + port;
    }

    /** Whether the emulator answers at all. */
    boolean isUp() throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(base)).build(), BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    /** Sends a JSON document and returns the one that comes back; anything but 200 fails the test. */
    JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer owner")
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(
                    method + " " + path + " is answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }
}
