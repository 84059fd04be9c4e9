package io.crier.feed.web;

import io.crier.feed.Feed;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;

/** Which log is served, and how far it reaches. */
@Component
class FeedInfoContributor implements InfoContributor {
    private final Feed feed;

    FeedInfoContributor(Feed feed) {
        this.feed = feed;
    }

    @Override
    public void contribute(Info.Builder builder) {
        var log = feed.state().log();
        if (log != null) {
            builder.withDetail(
                    "feed", Map.of("epoch", log.epoch(), "floor", log.floor(), "head", log.head()));
        }
    }
}
