package dev.koda.provider.price;

import java.math.BigDecimal;

/** Money for one call: a decimal amount and its currency; on the wire the amount is a string. */
public record Cost(String amount, String currency) {

    static Cost of(BigDecimal amount, String currency) {
        return new Cost(amount.stripTrailingZeros().toPlainString(), currency);
    }

    /** The amount as a number. */
    public BigDecimal decimal() {
        return new BigDecimal(amount);
    }
}
