package dev.koda.provider.budget;

import java.math.BigDecimal;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Sets how much may be spent by whom in a day or a month (UTC). */
record SetBudget(
        @NotNull @Pattern(regexp = "all|(agent|operator):[A-Za-z0-9_-]{1,64}")
        String scope,

        @NotNull @Pattern(regexp = "day|month") String period,

        @NotNull
        @JsonDeserialize(using = DecimalText.class)
        @DecimalMin("0")
        @DecimalMax("1000000000")
        @Digits(integer = 10, fraction = 10)
        @Schema(type = SchemaType.STRING, examples = "10.00")
        BigDecimal limit,

        @Pattern(regexp = "[A-Z]{3}") String currency) {}
