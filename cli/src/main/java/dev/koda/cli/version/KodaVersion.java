package dev.koda.cli.version;

import java.util.Optional;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
public final class KodaVersion implements IVersionProvider {

    /** {@code development} when run from classes. */
    public static String current() {
        return Optional.ofNullable(KodaVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"koda " + current(), "java " + Runtime.version()};
    }
}
