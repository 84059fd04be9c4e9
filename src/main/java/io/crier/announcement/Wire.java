package io.crier.announcement;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpResources;

/**
 * The event loops that everything runs on, which remember the sockets that one connection makes on
 * them: the driver closes none that has not told it its name yet, and would leave one behind with
 * every attempt to connect to a server that takes connections and says nothing.
 */
final class Wire implements LoopResources {
    private final LoopResources loops = TcpResources.get();

    /** Of one connection, so of as many sockets as its address names hosts. */
    private final ChannelGroup sockets = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    /** Closes the sockets at once, whatever they wait for; those closed already stay so. */
    void cut() {
        var _ = sockets.close();
    }

    @Override
    public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
        var made = loops.onChannel(type, group);
        if (!(made instanceof DatagramChannel)) {
            sockets.add(made);
        }
        return made;
    }

    @Override
    public <C extends Channel> Class<? extends C> onChannelClass(
            Class<C> type, EventLoopGroup group) {
        return loops.onChannelClass(type, group);
    }

    @Override
    public EventLoopGroup onClient(boolean useNative) {
        return loops.onClient(useNative);
    }

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return loops.onServer(useNative);
    }

    @Override
    public EventLoopGroup onServerSelect(boolean useNative) {
        return loops.onServerSelect(useNative);
    }

    @Override
    public boolean daemon() {
        return loops.daemon();
    }
}
