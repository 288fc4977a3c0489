package io.daybook.console;

import io.daybook.console.ConsoleProperties.Demo;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Hands out the demo's tokens. It is there only where a demo is configured, and answers only requests from this machine. */
@RestController
@ConditionalOnProperty("daybook.console.demo.tokens")
class DemoController {

    private static final String TOKEN_SUFFIX = ".jwt";

    private final Demo demo;
    private final ThisMachine thisMachine;

    DemoController(ConsoleProperties properties) {
        this.demo = Objects.requireNonNull(properties.demo());
        this.thisMachine = new ThisMachine(demo.publishedOnLoopback());
    }

    /**
     * Somebody whose part can be played.
     *
     * @param role the role, in small letters
     * @param token the token to show
     */
    record Player(String role, String token) {}

    /** Everybody whose part can be played. */
    record Players(List<Player> items) {}

    @GetMapping("/console/demo/tokens")
    ResponseEntity<Players> tokens(HttpServletRequest request) throws IOException {
        refuseStrangers(request);
        try (Stream<Path> files = Files.list(demo.tokens())) {
            List<Player> players = files.filter(file -> file.toString().endsWith(TOKEN_SUFFIX))
                    .sorted()
                    .map(DemoController::player)
                    .toList();
            return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Players(players));
        }
    }

    private static Player player(Path file) {
        String name = file.getFileName().toString();
        try {
            return new Player(
                    name.substring(0, name.length() - TOKEN_SUFFIX.length()),
                    Files.readString(file).strip());
        } catch (IOException unreadable) {
            throw new ResponseStatusException(HttpStatus.INTERNAL_SERVER_ERROR, "A token cannot be read.", unreadable);
        }
    }

    private void refuseStrangers(HttpServletRequest request) {
        if (!thisMachine.isOriginOf(request)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "The demo is for this machine only.");
        }
    }
}
