package io.crier.platform.server;

import org.springframework.core.env.Environment;

/** Under which path operators are told what they ask. */
public final class ManagementPath {
    private ManagementPath() {}

    /** Without a slash at its end; empty where it is none of its own. */
    public static String of(Environment environment) {
        var path =
                environment.getProperty("management.endpoints.web.base-path", "/actuator").strip();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
