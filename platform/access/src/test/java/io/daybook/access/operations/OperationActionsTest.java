package io.daybook.access.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.access.AccessRules;
import io.daybook.access.Scopes;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** Which paths are administrative acts, and that none of them is without a name. */
class OperationActionsTest {

    private final AccessRules rules = new AccessRules()
            .allow(HttpMethod.GET, "/v1/views", Scopes.OPS)
            .allow(HttpMethod.POST, "/v1/views/*/rebuild", Scopes.OPS)
            .allow(HttpMethod.POST, "/v1/webhooks", "webhooks:write")
            .allow(HttpMethod.POST, "/v1/transfers", Scopes.ACCOUNTS_WRITE, Scopes.OWN_ACCOUNTS_WRITE)
            .allowAny(HttpMethod.POST, "/v1/nothing");

    /** Methods of a controller. */
    static final class Controller {

        @AdministrativeAct("view.rebuild")
        void named() {}

        void nameless() {}

        @AdministrativeAct("relay.replay")
        void described(DescribedAct act) {}
    }

    private static HandlerMethod method(String name, Class<?>... parameters) {
        try {
            return new HandlerMethod(new Controller(), Controller.class.getDeclaredMethod(name, parameters));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RequestMappingInfo post(String path) {
        return RequestMappingInfo.paths(path).methods(RequestMethod.POST).build();
    }

    @Test
    void what_changes_something_and_leaves_no_event_is_administrative_whatever_its_scope_is_called() {
        assertThat(rules.isAdministrative(HttpMethod.POST, "/v1/views/balances/rebuild"))
                .isTrue();
        assertThat(rules.isAdministrative(HttpMethod.POST, "/v1/webhooks")).isTrue();
    }

    @Test
    void reads_commands_and_what_anybody_may_do_are_not() {
        assertThat(rules.isAdministrative(HttpMethod.GET, "/v1/views")).isFalse();
        assertThat(rules.isAdministrative(HttpMethod.POST, "/v1/transfers")).isFalse();
        assertThat(rules.isAdministrative(HttpMethod.POST, "/v1/nothing")).isFalse();
        assertThat(rules.isAdministrative(HttpMethod.POST, "/v1/nowhere")).isFalse();
    }

    @Test
    void an_administrative_path_without_a_name_ends_the_start() {
        assertThatThrownBy(() -> OperationActions.of(Map.of(post("/v1/webhooks"), method("nameless")), rules))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/v1/webhooks")
                .hasMessageContaining("@AdministrativeAct");
        assertThat(OperationActions.of(Map.of(post("/v1/transfers"), method("nameless")), rules)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void an_act_has_its_name_and_tells_whether_its_body_says_more() {
        HandlerMethod described = method("described", DescribedAct.class);
        OperationActions actions = OperationActions.of(
                Map.of(post("/v1/views/{view}/rebuild"), method("named"), post("/v1/relay/replay"), described), rules);

        assertThat(actions.find(method("named"))).contains(new OperationActions.Action("view.rebuild", false));
        assertThat(actions.find(described)).contains(new OperationActions.Action("relay.replay", true));
        assertThat(actions.find(method("nameless"))).isEmpty();
    }
}
