package io.crier.intake;

import java.util.UUID;

/**
 * The right to poll a source, held by one poller.
 *
 * @param id tells this lease from the next one, should it run out
 * @param known what the server gave with the document that was read last; nothing where the whole
 *     document is to be read again
 */
record Lease(UUID id, Source source, Validators known) {}
