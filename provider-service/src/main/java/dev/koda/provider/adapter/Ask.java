package dev.koda.provider.adapter;

import dev.koda.provider.catalogue.Model;
import dev.koda.provider.catalogue.Vendor;
import dev.koda.provider.prompt.Prompt;

/** One request about to be put into a vendor's words. The names are those of the tools of this request. */
public record Ask(Vendor vendor, Model model, Prompt prompt, Delivery delivery, ToolNames names) {

    /** Whether the answer comes as a stream or in one piece. */
    public enum Delivery {
        STREAMED,
        WHOLE
    }

    /** An ask with the tool names this vendor takes. */
    public static Ask of(Vendor vendor, String model, Prompt prompt, Delivery delivery) {
        return new Ask(
                vendor,
                vendor.model(model),
                prompt,
                delivery,
                ToolNames.of(prompt, vendor.dialect().dottedToolNames()));
    }

    public boolean streamed() {
        return delivery == Delivery.STREAMED;
    }
}
