from django.forms.renderers import TemplatesSetting


class GovukRenderer(TemplatesSetting):
    """Draws every form with GOV.UK Frontend's components: error summary, then each field with its hint and error."""

    form_template_name = "govuk/form.html"
    field_template_name = "govuk/field.html"
