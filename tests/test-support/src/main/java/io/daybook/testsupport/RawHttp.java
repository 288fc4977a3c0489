package io.daybook.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** HTTP client that sends what it is given to a service's socket, byte by byte: it corrects and normalizes nothing. */
public final class RawHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final int port;
    private final String token;

    /**
     * A client.
     *
     * @param port the port of the service on this machine
     * @param token the token that it shows
     */
    public RawHttp(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /**
     * A response.
     *
     * @param status the status code
     * @param head the status line and the headers
     * @param body the body, empty where there is none
     */
    public record Response(int status, String head, String body) {

        /** True for a refusal that is the caller's to mend. */
        public boolean isClientError() {
            return status >= 400 && status < 500;
        }

        /** True for a problem detail that says what to do. */
        public boolean isProblem() {
            return head.contains("application/problem+json") && body.contains("\"type\":\"/problems/");
        }
    }

    /**
     * Sends a request and reads the response to the end of the connection.
     *
     * @param target the request's target as it stands in the request line
     * @param headers lines like {@code Accept: text/csv}
     */
    public Response send(String method, String target, String body, String... headers) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder("%s %s HTTP/1.1\r\nHost: localhost\r\n".formatted(method, target))
                .append("Connection: close\r\nAuthorization: Bearer %s\r\n".formatted(token));
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Content-Length: %d%s".formatted(content.length, END_OF_HEAD));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(content);
            return response(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("%s %s".formatted(method, target), e);
        }
    }

    private static Response response(String text) {
        int end = text.indexOf(END_OF_HEAD);
        String head = text.substring(0, end);
        return new Response(Integer.parseInt(head.split(" ", 3)[1]), head, text.substring(end + END_OF_HEAD.length()));
    }
}
