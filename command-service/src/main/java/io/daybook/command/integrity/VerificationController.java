package io.daybook.command.integrity;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.daybook.access.Identity;
import io.daybook.access.operations.AdministrativeAct;
import io.daybook.command.integrity.Verification.State;
import io.daybook.serviceweb.Problem;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Verification of the whole log, over REST. Any instance can be asked for its progress. */
@RestController
class VerificationController {

    private final VerificationRunner verifier;
    private final VerificationStore store;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    VerificationController(VerificationRunner verifier, VerificationStore store) {
        this.verifier = verifier;
        this.store = store;
    }

    @PostMapping("/v1/log/verifications")
    @AdministrativeAct("log.verification.start")
    ResponseEntity<Verification> begin(Identity caller) {
        UUID id = ids.generate();
        if (!verifier.begin(id, caller.actor())) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "verification-running",
                    "A verification is under way. Wait for its end, or cancel it with DELETE.");
        }
        return ResponseEntity.accepted()
                .location(URI.create("/v1/log/verifications/" + id))
                .body(known(id));
    }

    @GetMapping("/v1/log/verifications/{id}")
    Verification known(@PathVariable UUID id) {
        return store.find(id)
                .orElseThrow(() -> new Problem(
                        HttpStatus.NOT_FOUND, "unknown-verification", "There is no verification %s.".formatted(id)));
    }

    @DeleteMapping("/v1/log/verifications/{id}")
    @AdministrativeAct("log.verification.cancel")
    Verification cancel(@PathVariable UUID id) {
        store.end(id, State.CANCELLED);
        return known(id);
    }
}
