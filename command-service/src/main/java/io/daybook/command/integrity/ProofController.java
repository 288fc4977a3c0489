package io.daybook.command.integrity;

import io.daybook.events.integrity.ConsistencyProof;
import io.daybook.events.integrity.InclusionProof;
import io.daybook.events.integrity.SignedHead;
import io.daybook.events.integrity.SigningKey;
import io.daybook.events.integrity.VerifyingKey;
import io.daybook.serviceweb.Problem;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Signed heads and proofs, for outsiders who check the log. */
@RestController
class ProofController {

    private final Proofs proofs;
    private final SigningKeys keys;

    ProofController(Proofs proofs, SigningKeys keys) {
        this.proofs = proofs;
        this.keys = keys;
    }

    /**
     * A public key.
     *
     * @param keyId as signed heads name it
     * @param algorithm algorithm that the key is for
     * @param publicKey the key in PEM
     */
    record KeyInfo(String keyId, String algorithm, String publicKey) {}

    /** The public keys: that of the key that signs now first, then those that are retired. */
    record KeyInfos(List<KeyInfo> items) {}

    @GetMapping("/v1/log/head")
    SignedHead head() {
        return proofs.head();
    }

    @GetMapping("/v1/log/keys")
    KeyInfos keys() {
        return new KeyInfos(keys.verifying().stream().map(ProofController::info).toList());
    }

    @GetMapping("/v1/log/proofs/{eventId}")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "409",
            description = "The event is not under a signed head yet, or the log is not what was signed.")
    InclusionProof proof(@PathVariable UUID eventId) {
        return proofs.inclusion(eventId);
    }

    @GetMapping("/v1/log/consistency")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "The log is not what was signed.")
    @ApiResponse(responseCode = "422", description = "There is no signed head at one of the positions.")
    ConsistencyProof consistency(@RequestParam String from, @RequestParam String to) {
        return proofs.consistency(position("from", from), position("to", to));
    }

    private static KeyInfo info(VerifyingKey key) {
        return new KeyInfo(key.id(), SigningKey.ALGORITHM, key.toPem());
    }

    private static long position(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw Problem.badParameter(name, "a position of the log");
        }
    }
}
