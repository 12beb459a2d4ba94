package dev.portolan.conformance;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A URL that requests are posted to: see {@link Protocol}. */
final class UrlSubject implements Subject {

    private static final int OK = 200;

    private final URI url;
    private final Duration timeout;
    private final HttpClient client;

    UrlSubject(URI url, Duration timeout) {
        this.url = url;
        this.timeout = timeout;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public Reading read(byte[] payload, Options options) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Protocol.request(payload, options), StandardCharsets.UTF_8))
                .build();
        try {
            HttpResponse<String> response = response(request);
            if (response.statusCode() != OK) {
                throw new SubjectFailedException(url + " answered with status " + response.statusCode() + ".");
            }
            return Protocol.reading(response.body());
        } catch (TimeoutException e) {
            throw new SubjectFailedException("there was no answer within " + timeout.toSeconds() + " s.");
        } catch (ExecutionException e) {
            throw new SubjectFailedException(
                    e.getCause() instanceof ConnectException
                            ? "nothing listens at " + url + "."
                            : url + " cannot be reached: " + UsageException.ended(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SubjectFailedException("the check was interrupted.");
        }
    }

    /** A server may close a connection just when it is used again, so that a request without any answer is sent once more. */
    private HttpResponse<String> response(HttpRequest request)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return once(request);
        } catch (ExecutionException e) {
            if (e.getCause() != null && e.getCause().getCause() instanceof EOFException) {
                return once(request);
            }
            throw e;
        }
    }

    /** The request's own timeout would end with the headers. */
    private HttpResponse<String> once(HttpRequest request)
            throws InterruptedException, ExecutionException, TimeoutException {
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
