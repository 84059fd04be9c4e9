package io.crier.status;

import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The page for those who run Crier, which has nothing in it and is open to all, and the figures
 * that it asks for, which need the publisher's token.
 */
@RestController
class StatusController {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final Status status;
    private final Mono<byte[]> page =
            Mono.fromCallable(() ->
                            new ClassPathResource("status/status.html").getContentAsByteArray())
                    .subscribeOn(Schedulers.boundedElastic())
                    .cache();

    StatusController(Status status) {
        this.status = status;
    }

    @GetMapping("/status")
    Mono<ResponseEntity<byte[]>> page() {
        return page.map(html ->
                ResponseEntity.ok()
                        .contentType(new MediaType("text", "html", StandardCharsets.UTF_8))
                        .cacheControl(CacheControl.noCache())
                        .header("Content-Security-Policy", POLICY)
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Referrer-Policy", "no-referrer")
                        .body(html));
    }

    @GetMapping(path = "/status/data", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Moment>> data() {
        return status.now()
                .map(moment ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(moment));
    }
}
