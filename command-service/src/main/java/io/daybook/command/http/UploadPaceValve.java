package io.daybook.command.http;

import io.daybook.command.http.PacedBody.Pace;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;

/**
 * Holds uploads to their pace. It stands in the server, not among the filters: the server itself reads the parts of a form, past
 * whatever a filter wraps.
 */
final class UploadPaceValve extends ValveBase {

    private static final String IMPORTS = "/v1/imports";
    private static final String DOCUMENTS = "/documents";

    private final Pace documents;
    private final Pace imports;

    UploadPaceValve(UploadProperties properties) {
        super(true);
        long bytesPerSecondMin = properties.perSecondMin().toBytes();
        this.documents = new Pace(bytesPerSecondMin, properties.pauseMax(), properties.documentTimeMax());
        this.imports = new Pace(bytesPerSecondMin, properties.pauseMax(), properties.importTimeMax());
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Optional<Pace> pace = paceOf(request);
        if (pace.isPresent()) {
            paced(request, response, pace.get());
        } else {
            getNext().invoke(request, response);
        }
    }

    private void paced(Request request, Response response, Pace pace) throws IOException, ServletException {
        InputBuffer original = request.getCoyoteRequest().getInputBuffer();
        var body = new PacedBody(original, pace, System::nanoTime);
        request.getCoyoteRequest().setInputBuffer(body);
        try {
            getNext().invoke(request, response);
        } finally {
            // The server uses the same objects for the connection's next request.
            request.getCoyoteRequest().setInputBuffer(original);
        }
        if (body.wasTooSlow()) {
            response.finishResponse();
            // Else the server would receive the rest, as slowly as it comes.
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private Optional<Pace> paceOf(Request request) {
        if (!"POST".equals(request.getMethod())) {
            return Optional.empty();
        }
        // A request line that the server could not read has no path.
        String path = Objects.requireNonNullElse(request.getRequestURI(), "");
        if (path.equals(IMPORTS)) {
            return Optional.of(imports);
        }
        return path.endsWith(DOCUMENTS) ? Optional.of(documents) : Optional.empty();
    }
}
