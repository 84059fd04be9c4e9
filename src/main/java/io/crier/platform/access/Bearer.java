package io.crier.platform.access;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** Whoever showed a token that is good (RFC 6750 §1.2). */
public final class Bearer extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient Grant grant;

    Bearer(Grant grant) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.grant = grant;
        setAuthenticated(true);
    }

    Grant grant() {
        return grant;
    }

    /** What its writes are bound to; {@code null} if it may write anything. */
    public @Nullable Bounds bounds() {
        return grant.bounds();
    }

    /**
     * Tells what it calls something from what others call by the same name; empty for the holder of
     * the static token.
     */
    public String key() {
        return grant.key();
    }

    /** It was looked at and is not kept. */
    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public Object getPrincipal() {
        return grant.name();
    }
}
