package dev.koda.runtime.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * A tool that an agent has, and on what terms.
 *
 * @param settings meaning depends on the tool; never null
 */
public record ToolGrant(String name, ApprovalPolicy approval, JsonNode settings) {

    public ToolGrant {
        approval = approval == null ? ApprovalPolicy.AUTO : approval;
        settings = settings == null || settings.isNull() ? JsonNodeFactory.instance.objectNode() : settings;
    }
}
