package dev.koda.system.identity;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.koda.platform.testkit.browser.Chromium;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages of identity in a real browser, without a mouse, in a narrow window and a wide one. */
@ExtendWith(IdentityStack.class)
class KeyboardIT {
    private static final String FRESH = "orange bicycle weather";
    private static final int NARROW = 390;
    private static final int WIDE = 1440;

    private static Chromium chromium;

    @BeforeAll
    static void start() {
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void nothingComplained() {
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void setUpFromTheCodeToTheRecoveryCodes(House house) throws Exception {
        String code = house.ownerless();
        Keys keys = keys(house, WIDE).open(house.base() + "/setup");
        keys.beginsAt("#f-code");
        keys.write("#f-code", "AAAA-BBBB-CCCC").go("Enter").shows("koda auth issue-code");
        keys.write("#f-code", code).go("Enter").shows("The owner");

        keys.write("#f-email", House.OWNER_EMAIL).write("#f-username", "The-Boss");
        keys.write("#f-password", "short").go("Enter").shows("at least 12");
        keys.write("#f-password", House.OWNER_PASSWORD).go("Enter").shows("Keep these recovery codes");
        assertThat(keys.page().locator("#codes li").count()).isEqualTo(10);
        keys.reach("input[type=checkbox]")
                .press("Space")
                .reach("form[action='/setup/provider'] button")
                .go("Enter");
        assertThat(keys.page().url()).contains("/setup/provider");
        keys.shows("Connect a provider");
    }

    @Test
    void signInAndOut(House house) throws Exception {
        Member member = house.member("operator");
        Keys keys = keys(house, NARROW).open(house.base() + "/login");
        keys.beginsAt("#f-identifier");
        keys.write("#f-identifier", member.email())
                .write("#f-password", "wrong but long enough")
                .go("Enter");
        assertThat(keys.page().locator("#problem").innerText()).isNotBlank();

        signIn(keys, member.email(), member.password());
        assertThat(keys.page().url()).isEqualTo(house.base() + "/");
    }

    @Test
    void aLostPasswordByCode(House house) throws Exception {
        Member member = house.member("viewer");
        Keys keys = keys(house, NARROW).open(house.base() + "/login");
        keys.reach("a[href='/forgot-password']").go("Enter").shows("The password is lost");

        keys.write("#f-identifier", member.email())
                .write("#f-recovery_code", member.recoveryCodes().getFirst())
                .write("#f-new_password", FRESH)
                .go("Enter");
        signIn(keys, member.email(), FRESH);
    }

    @Test
    void aLostPasswordByMail(House house) throws Exception {
        Member member = house.member("viewer");
        Keys keys = keys(house, WIDE).open(house.base() + "/forgot-password");
        keys.write("#f-email", member.email()).go("Enter");
        Matcher link = Pattern.compile("/reset-password\\?token=[\\w-]{43}")
                .matcher(house.mailbox().awaited(member.email(), "reset"));
        assertThat(link.find()).isTrue();

        keys.open(house.base() + link.group()).write("#f-new_password", FRESH).go("Enter");
        signIn(keys, member.email(), FRESH);
    }

    @Test
    void settingsSecurity(House house) throws Exception {
        Member member = house.member("admin");
        Keys keys = keys(house, WIDE).open(house.base() + "/login");
        signIn(keys, member.email(), member.password());
        keys.open(house.base() + "/settings/security");

        keys.reach("[data-dialog=password]").press("Enter").sees("dialog#password");
        keys.press("Escape").seesNo("dialog#password");
        keys.reach("[data-dialog=password]").press("Enter");
        keys.write("#f-current_password", member.password())
                .write("#f-new_password", FRESH)
                .go("Enter");

        keys.reach("[data-dialog=codes-new]")
                .press("Enter")
                .reach("dialog#codes-new .btn-primary")
                .go("Enter");
        assertThat(keys.page().locator("#codes li").count()).isEqualTo(10);
        keys.open(house.base() + "/settings/security").shows("10 of 10 left");

        keys.reach("[data-dialog=token-new]").press("Enter").write("#f-token_name", "keyboard");
        keys.reach("dialog#token-new input[type=checkbox]")
                .press("Space")
                .reach("dialog#token-new .btn-primary")
                .go("Enter");
        assertThat(keys.page().locator("#fresh input").first().inputValue()).startsWith("kpat_");

        keys.open(house.base() + "/settings/security");
        keys.reach("form[action='/settings/security/totp'] button").go("Enter").shows("authenticator app");
        assertThat(keys.page().locator("svg.k-qr").isVisible()).isTrue();
        AuthenticatorApp phone =
                new AuthenticatorApp(keys.page().locator("input[name=secret]").inputValue());
        keys.write("#f-code", phone.code(0)).go("Enter").shows("On. Each sign-in asks for a code.");
    }

    @Test
    void settingsOperatorsAndTheInvitation(House house) throws Exception {
        Keys keys = keys(house, WIDE).open(house.base() + "/login");
        signIn(keys, House.OWNER_EMAIL, House.OWNER_PASSWORD);
        keys.open(house.base() + "/settings/operators");
        keys.reach("[data-dialog=invite]").press("Enter").write("#f-email", "keys@house.example");
        keys.reach("dialog#invite .btn-primary").go("Enter").shows("Invitation for keys@house.example");
        String link = keys.page().locator("#fresh input").inputValue();

        Keys guest = keys(house, NARROW).open(link).shows("Join this Koda");
        guest.write("#f-display_name", "Keys")
                .write("#f-password", "short")
                .go("Enter")
                .shows("at least 12");
        guest.write("#f-password", "silver otter evening").go("Enter").shows("Keep these codes");
        guest.reach("input[type=checkbox]")
                .press("Space")
                .reach("form[action='/'] button")
                .go("Enter");
        assertThat(guest.page().url()).startsWith(house.base() + "/").doesNotContain("login");

        keys.open(house.base() + "/settings/operators").shows("keys@house.example");
        String remove = "a[data-dialog^=remove-]";
        keys.reach(remove).press("Enter").sees("dialog[open]");
        assertThat(keys.page().locator("dialog[open]").count()).isOne();
        // the focus returns to where it was
        keys.press("Escape").seesNo("dialog[open]").beginsAt(remove);
    }

    /** In a window of somebody with an address of their own behind the proxy of the house. */
    private static Keys keys(House house, int width) {
        Map<String, String> headers =
                Map.of("X-Forwarded-For", house.visitor().address(), "X-Forwarded-Proto", "https");
        return new Keys(chromium.window(width, new Browser.NewContextOptions().setExtraHTTPHeaders(headers)));
    }

    private static void signIn(Keys keys, String identifier, String password) {
        keys.write("#f-identifier", identifier).write("#f-password", password).go("Enter");
        assertThat(keys.page().url()).doesNotContain("login");
    }
}
