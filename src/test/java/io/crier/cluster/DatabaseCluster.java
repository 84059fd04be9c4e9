package io.crier.cluster;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;

/**
 * As much of CloudNativePG's Cluster (postgresql.cnpg.io/v1, 1.25 and later) as is used here, by
 * its own names; a name that is not here is to be looked up there before it is added.
 */
record DatabaseCluster(
        @JsonProperty(required = true) String apiVersion,
        @JsonProperty(required = true) String kind,
        @JsonProperty(required = true) ObjectMeta metadata,
        @JsonProperty(required = true) Spec spec) {

    record Spec(
            @JsonProperty(required = true) int instances,
            String imageName,
            Strategy primaryUpdateStrategy,
            Method primaryUpdateMethod,
            Bootstrap bootstrap,
            Managed managed,
            PostgreSql postgresql,
            @JsonProperty(required = true) Storage storage,
            Storage walStorage,
            ResourceRequirements resources,
            Affinity affinity) {}

    enum Strategy {
        @JsonProperty("unsupervised")
        UNSUPERVISED,
        @JsonProperty("supervised")
        SUPERVISED
    }

    enum Method {
        @JsonProperty("switchover")
        SWITCHOVER,
        @JsonProperty("restart")
        RESTART
    }

    record Bootstrap(Initdb initdb) {}

    record Initdb(
            String database,
            String owner,
            String encoding,
            String localeProvider,
            String localeCType,
            String localeCollate,
            String builtinLocale,
            boolean dataChecksums) {}

    record Managed(List<Role> roles) {}

    record Role(
            @JsonProperty(required = true) String name,
            Presence ensure,
            boolean login,
            LocalObjectReference passwordSecret) {}

    enum Presence {
        @JsonProperty("present")
        PRESENT,
        @JsonProperty("absent")
        ABSENT
    }

    record PostgreSql(Synchronous synchronous, Map<String, String> parameters) {}

    record Synchronous(
            @JsonProperty(required = true) Quorum method,
            @JsonProperty(required = true) int number,
            Durability dataDurability) {}

    enum Quorum {
        @JsonProperty("any")
        ANY,
        @JsonProperty("first")
        FIRST
    }

    enum Durability {
        @JsonProperty("required")
        REQUIRED,
        @JsonProperty("preferred")
        PREFERRED
    }

    record Storage(String size, String storageClass) {}

    record Affinity(AntiAffinity podAntiAffinityType, String topologyKey) {}

    enum AntiAffinity {
        @JsonProperty("required")
        REQUIRED,
        @JsonProperty("preferred")
        PREFERRED
    }
}
