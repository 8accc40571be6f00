package dev.koda.gateway.page.frame;

import io.quarkus.qute.TemplateData;

/** Who looks at the page. */
@TemplateData
public record Who(String id, String displayName, String email, String role) {
    public boolean admin() {
        return owner() || "admin".equals(role);
    }

    public boolean operator() {
        return admin() || "operator".equals(role);
    }

    public boolean owner() {
        return "owner".equals(role);
    }
}
