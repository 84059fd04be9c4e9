package io.crier.syndication;

/** Atom (RFC 4287), in pages (RFC 5005 §3) and with tombstones (RFC 6721). */
final class Atom implements Format {
    @Override
    public String suffix() {
        return "atom";
    }

    @Override
    public String mediaType() {
        return "application/atom+xml;charset=utf-8";
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
    public boolean tellsRemoved() {
        return true;
    }

    @Override
    public Document open(Listing listing) {
        return new AtomFeed(listing);
    }
}
