"""The address that every site keeps for who found a weakness."""

from django.urls import URLPattern, path

from community.views import veiligheid

urlpatterns: list[URLPattern] = [path(".well-known/security.txt", veiligheid.security_txt, name="security-txt")]
