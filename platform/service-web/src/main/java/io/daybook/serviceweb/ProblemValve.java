package io.daybook.serviceweb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** Answers with a problem detail to a request that Tomcat refuses before any filter sees it, such as a malformed request line. */
public final class ProblemValve extends ErrorReportValve {

    private static final int FIRST_ERROR = 400;
    private static final int FIRST_FAULT = 500;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable why) {
        int status = response.getStatus();
        if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String problem = status < FIRST_FAULT ? """
            {"type":"/problems/malformed","status":%d,"detail":"The request is no HTTP that is taken here. Correct its request line, headers, and path, which has no backslash and no encoded slash."}\
            """ : """
                {"type":"/problems/internal","status":%d,"detail":"The fault is ours and has been logged. Ask again."}\
                """;
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(problem.formatted(status).getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("A refused request's connection is gone.", e);
        }
    }
}
