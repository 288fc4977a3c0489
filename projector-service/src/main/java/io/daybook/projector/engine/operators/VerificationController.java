package io.daybook.projector.engine.operators;

import io.daybook.access.operations.AdministrativeAct;
import io.daybook.projector.engine.runner.Engine;
import io.daybook.projector.engine.verification.Verdict;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.sql.SQLException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Verifications of views, for operators. */
@RestController
class VerificationController {

    private final Engine engine;

    VerificationController(Engine engine) {
        this.engine = engine;
    }

    /** Begins to compare the view with the log; the verdict will be where the views' status is. */
    @PostMapping("/v1/views/{view}/verification")
    @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
    @AdministrativeAct("view.verification.start")
    ResponseEntity<Verdict> startVerification(@PathVariable String view) throws SQLException {
        return ResponseEntity.accepted()
                .location(URI.create("/v1/views"))
                .body(engine.runner(view).verification().start());
    }
}
