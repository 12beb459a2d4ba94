package dev.portolan.conformance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A URL that requests are posted to: see {@link Protocol}. */
final class UrlSubject implements Subject {

    private static final int OK = 200;

    private final URI url;
    private final Duration timeout;
    private final HttpClient client;
    private final Patience patience;

    UrlSubject(URI url, Duration timeout) {
        patience = new Patience(url.toString());
        this.url = url;
        this.timeout = timeout;
        client = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    @Override
    public Reading read(byte[] payload, Options options) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Protocol.request(payload, options), StandardCharsets.UTF_8))
                .build();
        HttpResponse<String> response = patience.ask(() -> exchange(request));
        if (response.statusCode() != OK) {
            throw new SubjectFailedException(url + " answered with status " + response.statusCode() + ".");
        }
        return Protocol.reading(response.body());
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (HttpTimeoutException e) {
            throw new SubjectFailedException("there was no answer within " + timeout.toSeconds() + " s.");
        } catch (IOException e) {
            throw new SubjectFailedException(url + " cannot be reached: " + e + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SubjectFailedException("the check was interrupted.");
        }
    }
}
