package io.crier.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A feed in memory, with two replicas, that does one thing after the other as a seed has it, and
 * one thing wrong if it is asked to.
 */
final class ModelFeed {
    private static final int CLIENTS = 12;
    private static final int STEPS = 6_000;

    private final Random random;
    private final @Nullable Fault fault;
    private final ModelLog log;
    private final List<ModelReplica> replicas;
    private final List<ModelClient> clients = new ArrayList<>();

    private ModelFeed(long seed, @Nullable Fault fault) {
        this.random = new Random(seed);
        this.fault = fault;
        this.log = new ModelLog(random, fault == Fault.ACKNOWLEDGES_BEFORE_COMMIT);
        this.replicas = List.of(new ModelReplica(log, fault), new ModelReplica(log, fault));
        for (var client = 0; client < CLIENTS; client++) {
            var interest = client % 3 == 0 ? Interest.ALL : new Interest("t" + client % 3);
            clients.add(new ModelClient(log, random, interest, fault));
        }
    }

    /** What the checker says of a feed with the fault, or with none. */
    static Violations run(long seed, @Nullable Fault fault) {
        var feed = new ModelFeed(seed, fault);
        for (var step = 0; step < STEPS; step++) {
            feed.step();
        }
        feed.forgetSomeoneAway();
        feed.quiesce();
        return feed.check();
    }

    private void step() {
        switch (random.nextInt(40)) {
            case 0 -> replicas.get(random.nextInt(replicas.size())).step(random);
            case 1 -> hop(client());
            case 2 -> bookmark(client());
            case 3 -> {
                if (random.nextInt(40) == 0) {
                    log.prune(Math.min(replicas.getFirst().head(), replicas.getLast().head()));
                }
            }
            default -> {
                if (random.nextInt(3) == 0) {
                    write();
                } else {
                    client().read();
                }
            }
        }
    }

    private ModelClient client() {
        return clients.get(random.nextInt(clients.size()));
    }

    private void write() {
        var committed = log.write();
        if (committed != null) {
            replicas.forEach(replica -> replica.notified(committed));
        }
    }

    private void hop(ModelClient client) {
        if (client.isConnected()) {
            client.disconnect();
        } else {
            if (client.receipts.isEmpty() && random.nextBoolean()) {
                client.list();
            }
            connect(client);
        }
    }

    private void connect(ModelClient client) {
        var replica = random.nextInt(replicas.size());
        client.connect(replicas.get(replica), replica == 0);
    }

    private static void bookmark(ModelClient client) {
        if (client.isConnected()) {
            client.bookmark();
        }
    }

    /**
     * Chance alone would not, in one run of thirty, have anyone come back to a log that is pruned.
     */
    private void forgetSomeoneAway() {
        var client = clients.getFirst();
        replicas.forEach(ModelReplica::poll);
        if (!client.isConnected()) {
            connect(client);
        }
        client.bookmark();
        client.disconnect();
        for (var step = 0; step < 400; step++) {
            write();
        }
        replicas.forEach(ModelReplica::poll);
        log.prune(Math.min(replicas.getFirst().head(), replicas.getLast().head()));
    }

    private void quiesce() {
        replicas.forEach(ModelReplica::poll);
        for (var client : clients) {
            if (!client.isConnected()) {
                connect(client);
            }
            while (client.read()) {
                // until there is no more
            }
        }
        if (fault == Fault.STOPS_SHORT) {
            while (log.write() == null) {
                // until one more is committed, of which nobody is told
            }
        }
    }

    private Violations check() {
        var checker = new HistoryChecker(log.table(), log.writes, log.told, log.prunings);
        for (var client = 0; client < clients.size(); client++) {
            var check = checker.client("client " + client, clients.get(client).interest);
            clients.get(client).receipts.forEach(check::accept);
            check.end();
        }
        return checker.violations();
    }
}
