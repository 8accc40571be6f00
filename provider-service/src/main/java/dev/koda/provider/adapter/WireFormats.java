package dev.koda.provider.adapter;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import dev.koda.provider.catalogue.Vendor;

/** The wire formats of this build, by the kind their catalogue rows name. */
@Singleton
public class WireFormats {

    private final Map<String, WireFormat> byKind;

    WireFormats(@Any Instance<WireFormat> formats) {
        this.byKind = formats.stream().collect(Collectors.toUnmodifiableMap(WireFormat::kind, Function.identity()));
    }

    /** The format that speaks to a vendor. */
    public WireFormat of(Vendor vendor) {
        WireFormat format = byKind.get(vendor.kind());
        if (format == null) {
            throw new IllegalStateException("no wire format speaks " + vendor.kind() + " of " + vendor.id());
        }
        return format;
    }
}
