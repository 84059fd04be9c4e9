package io.crier.syndication;

/**
 * RSS 2.0 by the profile of the RSS Advisory Board, in pages by Atom's links. What was removed
 * vanishes: RSS has no word for it.
 */
final class Rss implements Format {
    @Override
    public String suffix() {
        return "rss";
    }

    @Override
    public String mediaType() {
        return "application/rss+xml;charset=utf-8";
    }

    @Override
    public boolean whole() {
        return false;
    }

    @Override
    public boolean tellsPhase() {
        return false;
    }

    @Override
    public Document open(Listing listing) {
        return new RssChannel(listing);
    }
}
