package io.crier.board.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.crier.CrierClient;
import io.crier.CrierTest;
import io.crier.Guard;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Pages and their files, with a guard on every thread that must not block. */
@CrierTest
class BoardBlockHoundTests {
    @LocalServerPort int port;

    /** Before the threads that it guards begin. */
    @BeforeAll
    static void install() {
        Guard.install();
    }

    @RepeatedTest(2)
    void nothingBlocksOnTheWayOfAPage() {
        var crier = new CrierClient(port);
        var id =
                crier.create(
                                "{\"title\":\"A\",\"startsAt\":\"2027-03-04T10:00:00Z\",\"timeZone\":\"Asia/Tokyo\"}")
                        .get("id")
                        .asString();
        crier.patch("/v1/announcements/" + id, "{\"status\":\"cancelled\"}");
        var browser = new Browser(port);
        for (var language : List.of("en-GB", "fr-CA", "el", "nl-BE")) {
            for (var path :
                    List.of(
                            "/",
                            "/?q=a&topic=b&attendance=online",
                            "/?view=month&month=2027-03",
                            "/announcements/" + id,
                            "/embed",
                            "/js/board.js",
                            "/css/crier.css",
                            "/messages/" + language.substring(0, 2) + ".json",
                            "/sitemap.xml",
                            "/robots.txt")) {
                assertThat(
                                browser.get(
                                                path,
                                                "Accept-Language",
                                                language,
                                                "Accept-Encoding",
                                                "br")
                                        .status())
                        .as(path)
                        .isEqualTo(200);
            }
            assertThat(browser.get("/?colour=red", "Accept-Language", language).status())
                    .isEqualTo(400);
        }
    }
}
