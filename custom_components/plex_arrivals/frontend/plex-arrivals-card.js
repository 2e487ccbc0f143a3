var J=globalThis,Q=J.ShadowRoot&&(J.ShadyCSS===void 0||J.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,ye=Symbol(),Fe=new WeakMap,W=class{constructor(e,n,r){if(this._$cssResult$=!0,r!==ye)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=n}get styleSheet(){let e=this.o,n=this.t;if(Q&&e===void 0){let r=n!==void 0&&n.length===1;r&&(e=Fe.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),r&&Fe.set(n,e))}return e}toString(){return this.cssText}},qe=t=>new W(typeof t=="string"?t:t+"",void 0,ye),x=(t,...e)=>{let n=t.length===1?t[0]:e.reduce((r,i,s)=>r+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(i)+t[s+1],t[0]);return new W(n,t,ye)},Ge=(t,e)=>{if(Q)t.adoptedStyleSheets=e.map(n=>n instanceof CSSStyleSheet?n:n.styleSheet);else for(let n of e){let r=document.createElement("style"),i=J.litNonce;i!==void 0&&r.setAttribute("nonce",i),r.textContent=n.cssText,t.appendChild(r)}},be=Q?t=>t:t=>t instanceof CSSStyleSheet?(e=>{let n="";for(let r of e.cssRules)n+=r.cssText;return qe(n)})(t):t;var{is:tn,defineProperty:nn,getOwnPropertyDescriptor:rn,getOwnPropertyNames:sn,getOwnPropertySymbols:on,getPrototypeOf:an}=Object,X=globalThis,Ke=X.trustedTypes,ln=Ke?Ke.emptyScript:"",dn=X.reactiveElementPolyfillSupport,V=(t,e)=>t,we={toAttribute(t,e){switch(e){case Boolean:t=t?ln:null;break;case Object:case Array:t=t==null?t:JSON.stringify(t)}return t},fromAttribute(t,e){let n=t;switch(e){case Boolean:n=t!==null;break;case Number:n=t===null?null:Number(t);break;case Object:case Array:try{n=JSON.parse(t)}catch{n=null}}return n}},Ze=(t,e)=>!tn(t,e),Ye={attribute:!0,type:String,converter:we,reflect:!1,useDefault:!1,hasChanged:Ze};Symbol.metadata??=Symbol("metadata"),X.litPropertyMetadata??=new WeakMap;var $=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,n=Ye){if(n.state&&(n.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((n=Object.create(n)).wrapped=!0),this.elementProperties.set(e,n),!n.noAccessor){let r=Symbol(),i=this.getPropertyDescriptor(e,r,n);i!==void 0&&nn(this.prototype,e,i)}}static getPropertyDescriptor(e,n,r){let{get:i,set:s}=rn(this.prototype,e)??{get(){return this[n]},set(o){this[n]=o}};return{get:i,set(o){let l=i?.call(this);s?.call(this,o),this.requestUpdate(e,l,r)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??Ye}static _$Ei(){if(this.hasOwnProperty(V("elementProperties")))return;let e=an(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(V("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(V("properties"))){let n=this.properties,r=[...sn(n),...on(n)];for(let i of r)this.createProperty(i,n[i])}let e=this[Symbol.metadata];if(e!==null){let n=litPropertyMetadata.get(e);if(n!==void 0)for(let[r,i]of n)this.elementProperties.set(r,i)}this._$Eh=new Map;for(let[n,r]of this.elementProperties){let i=this._$Eu(n,r);i!==void 0&&this._$Eh.set(i,n)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let n=[];if(Array.isArray(e)){let r=new Set(e.flat(1/0).reverse());for(let i of r)n.unshift(be(i))}else e!==void 0&&n.push(be(e));return n}static _$Eu(e,n){let r=n.attribute;return r===!1?void 0:typeof r=="string"?r:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,n=this.constructor.elementProperties;for(let r of n.keys())this.hasOwnProperty(r)&&(e.set(r,this[r]),delete this[r]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Ge(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,n,r){this._$AK(e,r)}_$ET(e,n){let r=this.constructor.elementProperties.get(e),i=this.constructor._$Eu(e,r);if(i!==void 0&&r.reflect===!0){let s=(r.converter?.toAttribute!==void 0?r.converter:we).toAttribute(n,r.type);this._$Em=e,s==null?this.removeAttribute(i):this.setAttribute(i,s),this._$Em=null}}_$AK(e,n){let r=this.constructor,i=r._$Eh.get(e);if(i!==void 0&&this._$Em!==i){let s=r.getPropertyOptions(i),o=typeof s.converter=="function"?{fromAttribute:s.converter}:s.converter?.fromAttribute!==void 0?s.converter:we;this._$Em=i;let l=o.fromAttribute(n,s.type);this[i]=l??this._$Ej?.get(i)??l,this._$Em=null}}requestUpdate(e,n,r,i=!1,s){if(e!==void 0){let o=this.constructor;if(i===!1&&(s=this[e]),r??=o.getPropertyOptions(e),!((r.hasChanged??Ze)(s,n)||r.useDefault&&r.reflect&&s===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,r))))return;this.C(e,n,r)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,n,{useDefault:r,reflect:i,wrapped:s},o){r&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??n??this[e]),s!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||r||(n=void 0),this._$AL.set(e,n)),i===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(n){Promise.reject(n)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[i,s]of this._$Ep)this[i]=s;this._$Ep=void 0}let r=this.constructor.elementProperties;if(r.size>0)for(let[i,s]of r){let{wrapped:o}=s,l=this[i];o!==!0||this._$AL.has(i)||l===void 0||this.C(i,void 0,s,l)}}let e=!1,n=this._$AL;try{e=this.shouldUpdate(n),e?(this.willUpdate(n),this._$EO?.forEach(r=>r.hostUpdate?.()),this.update(n)):this._$EM()}catch(r){throw e=!1,this._$EM(),r}e&&this._$AE(n)}willUpdate(e){}_$AE(e){this._$EO?.forEach(n=>n.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(n=>this._$ET(n,this[n])),this._$EM()}updated(e){}firstUpdated(e){}};$.elementStyles=[],$.shadowRootOptions={mode:"open"},$[V("elementProperties")]=new Map,$[V("finalized")]=new Map,dn?.({ReactiveElement:$}),(X.reactiveElementVersions??=[]).push("2.1.2");var $e=globalThis,Je=t=>t,ee=$e.trustedTypes,Qe=ee?ee.createPolicy("lit-html",{createHTML:t=>t}):void 0,Ae="$lit$",A=`lit$${Math.random().toFixed(9).slice(2)}$`,Se="?"+A,cn=`<${Se}>`,O=document,F=()=>O.createComment(""),q=t=>t===null||typeof t!="object"&&typeof t!="function",ke=Array.isArray,it=t=>ke(t)||typeof t?.[Symbol.iterator]=="function",xe=`[ 	
\f\r]`,B=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Xe=/-->/g,et=/>/g,T=RegExp(`>|${xe}(?:([^\\s"'>=/]+)(${xe}*=${xe}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),tt=/'/g,nt=/"/g,st=/^(?:script|style|textarea|title)$/i,Pe=t=>(e,...n)=>({_$litType$:t,strings:e,values:n}),c=Pe(1),ot=Pe(2),Zn=Pe(3),S=Symbol.for("lit-noChange"),h=Symbol.for("lit-nothing"),rt=new WeakMap,C=O.createTreeWalker(O,129);function at(t,e){if(!ke(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");return Qe!==void 0?Qe.createHTML(e):e}var lt=(t,e)=>{let n=t.length-1,r=[],i,s=e===2?"<svg>":e===3?"<math>":"",o=B;for(let l=0;l<n;l++){let a=t[l],u,p,d=-1,f=0;for(;f<a.length&&(o.lastIndex=f,p=o.exec(a),p!==null);)f=o.lastIndex,o===B?p[1]==="!--"?o=Xe:p[1]!==void 0?o=et:p[2]!==void 0?(st.test(p[2])&&(i=RegExp("</"+p[2],"g")),o=T):p[3]!==void 0&&(o=T):o===T?p[0]===">"?(o=i??B,d=-1):p[1]===void 0?d=-2:(d=o.lastIndex-p[2].length,u=p[1],o=p[3]===void 0?T:p[3]==='"'?nt:tt):o===nt||o===tt?o=T:o===Xe||o===et?o=B:(o=T,i=void 0);let m=o===T&&t[l+1].startsWith("/>")?" ":"";s+=o===B?a+cn:d>=0?(r.push(u),a.slice(0,d)+Ae+a.slice(d)+A+m):a+A+(d===-2?l:m)}return[at(t,s+(t[n]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),r]},G=class t{constructor({strings:e,_$litType$:n},r){let i;this.parts=[];let s=0,o=0,l=e.length-1,a=this.parts,[u,p]=lt(e,n);if(this.el=t.createElement(u,r),C.currentNode=this.el.content,n===2||n===3){let d=this.el.content.firstChild;d.replaceWith(...d.childNodes)}for(;(i=C.nextNode())!==null&&a.length<l;){if(i.nodeType===1){if(i.hasAttributes())for(let d of i.getAttributeNames())if(d.endsWith(Ae)){let f=p[o++],m=i.getAttribute(d).split(A),g=/([.?@])?(.*)/.exec(f);a.push({type:1,index:s,name:g[2],strings:m,ctor:g[1]==="."?ne:g[1]==="?"?re:g[1]==="@"?ie:z}),i.removeAttribute(d)}else d.startsWith(A)&&(a.push({type:6,index:s}),i.removeAttribute(d));if(st.test(i.tagName)){let d=i.textContent.split(A),f=d.length-1;if(f>0){i.textContent=ee?ee.emptyScript:"";for(let m=0;m<f;m++)i.append(d[m],F()),C.nextNode(),a.push({type:2,index:++s});i.append(d[f],F())}}}else if(i.nodeType===8)if(i.data===Se)a.push({type:2,index:s});else{let d=-1;for(;(d=i.data.indexOf(A,d+1))!==-1;)a.push({type:7,index:s}),d+=A.length-1}s++}}static createElement(e,n){let r=O.createElement("template");return r.innerHTML=e,r}};function M(t,e,n=t,r){if(e===S)return e;let i=r!==void 0?n._$Co?.[r]:n._$Cl,s=q(e)?void 0:e._$litDirective$;return i?.constructor!==s&&(i?._$AO?.(!1),s===void 0?i=void 0:(i=new s(t),i._$AT(t,n,r)),r!==void 0?(n._$Co??=[])[r]=i:n._$Cl=i),i!==void 0&&(e=M(t,i._$AS(t,e.values),i,r)),e}var te=class{constructor(e,n){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=n}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:n},parts:r}=this._$AD,i=(e?.creationScope??O).importNode(n,!0);C.currentNode=i;let s=C.nextNode(),o=0,l=0,a=r[0];for(;a!==void 0;){if(o===a.index){let u;a.type===2?u=new N(s,s.nextSibling,this,e):a.type===1?u=new a.ctor(s,a.name,a.strings,this,e):a.type===6&&(u=new se(s,this,e)),this._$AV.push(u),a=r[++l]}o!==a?.index&&(s=C.nextNode(),o++)}return C.currentNode=O,i}p(e){let n=0;for(let r of this._$AV)r!==void 0&&(r.strings!==void 0?(r._$AI(e,r,n),n+=r.strings.length-2):r._$AI(e[n])),n++}},N=class t{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,n,r,i){this.type=2,this._$AH=h,this._$AN=void 0,this._$AA=e,this._$AB=n,this._$AM=r,this.options=i,this._$Cv=i?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,n=this._$AM;return n!==void 0&&e?.nodeType===11&&(e=n.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,n=this){e=M(this,e,n),q(e)?e===h||e==null||e===""?(this._$AH!==h&&this._$AR(),this._$AH=h):e!==this._$AH&&e!==S&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):it(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==h&&q(this._$AH)?this._$AA.nextSibling.data=e:this.T(O.createTextNode(e)),this._$AH=e}$(e){let{values:n,_$litType$:r}=e,i=typeof r=="number"?this._$AC(e):(r.el===void 0&&(r.el=G.createElement(at(r.h,r.h[0]),this.options)),r);if(this._$AH?._$AD===i)this._$AH.p(n);else{let s=new te(i,this),o=s.u(this.options);s.p(n),this.T(o),this._$AH=s}}_$AC(e){let n=rt.get(e.strings);return n===void 0&&rt.set(e.strings,n=new G(e)),n}k(e){ke(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let s of e)i===n.length?n.push(r=new t(this.O(F()),this.O(F()),this,this.options)):r=n[i],r._$AI(s),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,n){for(this._$AP?.(!1,!0,n);e!==this._$AB;){let r=Je(e).nextSibling;Je(e).remove(),e=r}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},z=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,n,r,i,s){this.type=1,this._$AH=h,this._$AN=void 0,this.element=e,this.name=n,this._$AM=i,this.options=s,r.length>2||r[0]!==""||r[1]!==""?(this._$AH=Array(r.length-1).fill(new String),this.strings=r):this._$AH=h}_$AI(e,n=this,r,i){let s=this.strings,o=!1;if(s===void 0)e=M(this,e,n,0),o=!q(e)||e!==this._$AH&&e!==S,o&&(this._$AH=e);else{let l=e,a,u;for(e=s[0],a=0;a<s.length-1;a++)u=M(this,l[r+a],n,a),u===S&&(u=this._$AH[a]),o||=!q(u)||u!==this._$AH[a],u===h?e=h:e!==h&&(e+=(u??"")+s[a+1]),this._$AH[a]=u}o&&!i&&this.j(e)}j(e){e===h?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},ne=class extends z{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===h?void 0:e}},re=class extends z{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==h)}},ie=class extends z{constructor(e,n,r,i,s){super(e,n,r,i,s),this.type=5}_$AI(e,n=this){if((e=M(this,e,n,0)??h)===S)return;let r=this._$AH,i=e===h&&r!==h||e.capture!==r.capture||e.once!==r.once||e.passive!==r.passive,s=e!==h&&(r===h||i);i&&this.element.removeEventListener(this.name,this,r),s&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},se=class{constructor(e,n,r){this.element=e,this.type=6,this._$AN=void 0,this._$AM=n,this.options=r}get _$AU(){return this._$AM._$AU}_$AI(e){M(this,e)}},dt={M:Ae,P:A,A:Se,C:1,L:lt,R:te,D:it,V:M,I:N,H:z,N:re,U:ie,B:ne,F:se},un=$e.litHtmlPolyfillSupport;un?.(G,N),($e.litHtmlVersions??=[]).push("3.3.3");var ct=(t,e,n)=>{let r=n?.renderBefore??e,i=r._$litPart$;if(i===void 0){let s=n?.renderBefore??null;r._$litPart$=i=new N(e.insertBefore(F(),s),s,void 0,n??{})}return i._$AI(t),i};var Ee=globalThis,y=class extends ${constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let n=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=ct(n,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return S}};y._$litElement$=!0,y.finalized=!0,Ee.litElementHydrateSupport?.({LitElement:y});var pn=Ee.litElementPolyfillSupport;pn?.({LitElement:y});(Ee.litElementVersions??=[]).push("4.2.2");var ut={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},pt=t=>(...e)=>({_$litDirective$:t,values:e}),oe=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,n,r){this._$Ct=e,this._$AM=n,this._$Ci=r}_$AS(e,n){return this.update(e,n)}update(e,n){return this.render(...n)}};var{I:hn}=dt,ht=t=>t;var mt=()=>document.createComment(""),L=(t,e,n)=>{let r=t._$AA.parentNode,i=e===void 0?t._$AB:e._$AA;if(n===void 0){let s=r.insertBefore(mt(),i),o=r.insertBefore(mt(),i);n=new hn(s,o,t,t.options)}else{let s=n._$AB.nextSibling,o=n._$AM,l=o!==t;if(l){let a;n._$AQ?.(t),n._$AM=t,n._$AP!==void 0&&(a=t._$AU)!==o._$AU&&n._$AP(a)}if(s!==i||l){let a=n._$AA;for(;a!==s;){let u=ht(a).nextSibling;ht(r).insertBefore(a,i),a=u}}}return n},P=(t,e,n=t)=>(t._$AI(e,n),t),mn={},ft=(t,e=mn)=>t._$AH=e,gt=t=>t._$AH,ae=t=>{t._$AR(),t._$AA.remove()};var _t=(t,e,n)=>{let r=new Map;for(let i=e;i<=n;i++)r.set(t[i],i);return r},D=pt(class extends oe{constructor(t){if(super(t),t.type!==ut.CHILD)throw Error("repeat() can only be used in text expressions")}dt(t,e,n){let r;n===void 0?n=e:e!==void 0&&(r=e);let i=[],s=[],o=0;for(let l of t)i[o]=r?r(l,o):o,s[o]=n(l,o),o++;return{values:s,keys:i}}render(t,e,n){return this.dt(t,e,n).values}update(t,[e,n,r]){let i=gt(t),{values:s,keys:o}=this.dt(e,n,r);if(!Array.isArray(i))return this.ut=o,s;let l=this.ut??=[],a=[],u,p,d=0,f=i.length-1,m=0,g=s.length-1;for(;d<=f&&m<=g;)if(i[d]===null)d++;else if(i[f]===null)f--;else if(l[d]===o[m])a[m]=P(i[d],s[m]),d++,m++;else if(l[f]===o[g])a[g]=P(i[f],s[g]),f--,g--;else if(l[d]===o[g])a[g]=P(i[d],s[g]),L(t,a[g+1],i[d]),d++,g--;else if(l[f]===o[m])a[m]=P(i[f],s[m]),L(t,i[d],i[f]),f--,m++;else if(u===void 0&&(u=_t(o,m,g),p=_t(l,d,f)),u.has(l[d]))if(u.has(l[f])){let w=p.get(o[m]),ve=w!==void 0?i[w]:null;if(ve===null){let Be=L(t,i[d]);P(Be,s[m]),a[m]=Be}else a[m]=P(ve,s[m]),L(t,i[d],ve),i[w]=null;m++}else ae(i[f]),f--;else ae(i[d]),d++;for(;m<=g;){let w=L(t,a[g+1]);P(w,s[m]),a[m++]=w}for(;d<=f;){let w=i[d++];w!==null&&ae(w)}return this.ut=o,ft(t,a),S}});var vt={name:"Plex Arrivals",about:"Downloads auf dem Weg in Plex, und was hinzugekommen ist",status:"Status",deliveries:"Lieferungen",recently_added:"Zuletzt hinzugefügt",recently_added_in:"Zuletzt hinzugefügt in {library}",of_server:"{part} · {server}",online:"Online",online_since:"Online seit {time}",offline:"Offline",offline_since:"Offline seit {time}",scanning_library:"scannt {library}",scanning_more:"{n} weitere",not_loaded:"Noch nicht bereit",downloading:"Wird geladen",waiting:"Wartet",scanning:"Wird gescannt",available:"In Plex",upgraded:"Bessere Datei",partly:"Teilweise in Plex",unmatched:"Ohne Mediathek",missing:"Fehlt",settling:"Dateien ändern sich noch",plex_offline:"Plex ist offline",import_awaited:"auf den Import",no_library:"keine enthält {path}",no_import:"nach einem Tag nicht importiert",not_found:"in Plex nicht aufgetaucht",forbidden:"Plex erlaubt es nicht",plex_failed:"Plex ist daran gescheitert",internal_error:"ein Fehler, siehe Protokoll",partly_found:"{n} von {all} Dateien",not_recognised:"nicht erkannt",time_left:"noch {time}",items:"{n} Titel",episodes:"{n} Folgen",tracks:"{n} Titel",season:"Staffel {n}",view:"In Plex ansehen",fix:"Beheben",details:"Mehr zu {title}",retry:"Noch einmal",dismiss:"Verwerfen",repairs:"Reparaturen öffnen",tried:"Gescannt: {places}",files_missing:"Nicht in Plex: {files}",show_all:"{n} weitere anzeigen",show_less:"Weniger anzeigen",action:"Aktion",webhook:"Webhook",loading:"Wird geladen",no_deliveries:"Keine Downloads unterwegs",no_recent:"Noch nichts hinzugefügt",no_server:"Kein Plex-Server eingerichtet",no_server_allowed:"Es gibt keinen Plex-Server, den du sehen darfst",unauthorized:"Du darfst diesen Plex-Server nicht sehen",not_found_server:"Dieser Plex-Server ist nicht mehr eingerichtet",unknown_command:"Diese Karte braucht ein neueres Plex Arrivals",update_hint:"Starte Home Assistant neu, um die Aktualisierung abzuschließen",failed:"Plex Arrivals antwortet nicht",newer:"Plex Arrivals wurde aktualisiert",reload:"Neu laden",choose_server:"Bearbeite die Karte und wähle einen anderen Server",ask_admin:"Ein Administrator kann es erlauben",add_server:"Richte einen unter Einstellungen, Geräte & Dienste ein",hidden:"Du darfst nichts von dem sehen, was diese Karte zeigt",label_title:"Titel",label_entry_id:"Server (leer: alle)",label_show:"Was gezeigt wird, in dieser Reihenfolge",label_deliveries:"Höchstzahl der Lieferungen",label_recently_added:"Höchstzahl der zuletzt hinzugefügten",label_library:"Mediatheken der zuletzt hinzugefügten (leer: alle)",label_layout:"Poster",layout_row:"Eine Reihe zum Wischen",layout_grid:"Raster",bad_entry_id:"„entry_id“ muss die ID eines Eintrags von Plex Arrivals sein, oder eine Liste davon.",bad_show:"„show“ muss eine Liste aus status, deliveries und recently_added sein, jedes höchstens einmal.",bad_deliveries:"„deliveries“ muss eine ganze Zahl von 1 bis 50 sein.",bad_recently_added:"„recently_added“ muss eine ganze Zahl von 1 bis 50 sein.",bad_library:"„library“ muss eine Liste von Titeln oder IDs von Mediatheken sein.",bad_layout:"„layout“ muss row oder grid sein.",bad_title:"„title“ muss ein Text sein.",several_servers:"Mehrere Server lassen sich nur in YAML angeben."};var Re={name:"Plex Arrivals",about:"Downloads on their way into Plex, and what was added",status:"Status",deliveries:"Deliveries",recently_added:"Recently added",recently_added_in:"Recently added in {library}",of_server:"{part} · {server}",online:"Online",online_since:"Online since {time}",offline:"Offline",offline_since:"Offline since {time}",scanning_library:"scanning {library}",scanning_more:"{n} more",not_loaded:"Not ready yet",downloading:"Downloading",waiting:"Waiting",scanning:"Scanning",available:"In Plex",upgraded:"Upgraded",partly:"Partly in Plex",unmatched:"Not matched",missing:"Missing",settling:"files still moving",plex_offline:"Plex is offline",import_awaited:"for its import",no_library:"no library covers {path}",no_import:"not imported within a day",not_found:"nothing appeared in Plex",forbidden:"Plex does not allow it",plex_failed:"Plex could not do it",internal_error:"an error, see the log",partly_found:"{n} of {all} files",not_recognised:"not recognised",time_left:"{time} left",items:"{n} items",episodes:"{n} episodes",tracks:"{n} tracks",season:"Season {n}",view:"View in Plex",fix:"Fix",details:"Details of {title}",retry:"Try again",dismiss:"Dismiss",repairs:"Open repairs",tried:"Scanned: {places}",files_missing:"Not in Plex: {files}",show_all:"Show {n} more",show_less:"Show fewer",action:"Action",webhook:"Webhook",loading:"Loading",no_deliveries:"No downloads on their way",no_recent:"Nothing added yet",no_server:"No Plex server is set up",no_server_allowed:"There is no Plex server that you may see",unauthorized:"You may not see this Plex server",not_found_server:"This Plex server is no longer set up",unknown_command:"This card needs a newer Plex Arrivals",update_hint:"Restart Home Assistant to finish the update",failed:"Plex Arrivals does not answer",newer:"Plex Arrivals was updated",reload:"Reload",choose_server:"Edit the card and choose another server",ask_admin:"An administrator can allow it",add_server:"Add one under Settings, Devices & services",hidden:"You may not see anything of what this card shows",label_title:"Title",label_entry_id:"Server (all, if empty)",label_show:"What to show, in this order",label_deliveries:"Most deliveries",label_recently_added:"Most recently added items",label_library:"Libraries of recently added (all, if empty)",label_layout:"Posters",layout_row:"One row to swipe",layout_grid:"Grid",bad_entry_id:"“entry_id” must be the id of a Plex Arrivals entry, or a list of them.",bad_show:"“show” must be a list of status, deliveries and recently_added, each at most once.",bad_deliveries:"“deliveries” must be a whole number from 1 to 50.",bad_recently_added:"“recently_added” must be a whole number from 1 to 50.",bad_library:"“library” must be a list of titles or ids of libraries.",bad_layout:"“layout” must be row or grid.",bad_title:"“title” must be a text.",several_servers:"Several servers can be set in YAML only."};var yt={name:"Plex Arrivals",about:"Las descargas de camino a Plex y lo último añadido",status:"Estado",deliveries:"Entregas",recently_added:"Añadido recientemente",recently_added_in:"Añadido recientemente en {library}",of_server:"{part} · {server}",online:"En línea",online_since:"En línea desde {time}",offline:"Sin conexión",offline_since:"Sin conexión desde {time}",scanning_library:"escaneando {library}",scanning_more:"{n} más",not_loaded:"Aún no está listo",downloading:"Descargando",waiting:"En espera",scanning:"Escaneando",available:"En Plex",upgraded:"Mejorada",partly:"En parte en Plex",unmatched:"Sin biblioteca",missing:"No encontrada",settling:"los archivos aún cambian",plex_offline:"Plex sin conexión",import_awaited:"de la importación",no_library:"ninguna contiene {path}",no_import:"sin importar en un día",not_found:"no apareció nada en Plex",forbidden:"Plex no lo permite",plex_failed:"Plex no pudo hacerlo",internal_error:"un error, mira el registro",partly_found:"{n} de {all} archivos",not_recognised:"sin reconocer",time_left:"quedan {time}",items:"{n} elementos",episodes:"{n} episodios",tracks:"{n} pistas",season:"Temporada {n}",view:"Ver en Plex",fix:"Arreglar",details:"Detalles de {title}",retry:"Reintentar",dismiss:"Descartar",repairs:"Abrir reparaciones",tried:"Escaneado: {places}",files_missing:"No están en Plex: {files}",show_all:"Mostrar {n} más",show_less:"Mostrar menos",action:"Acción",webhook:"Webhook",loading:"Cargando",no_deliveries:"No hay descargas en camino",no_recent:"Aún no se ha añadido nada",no_server:"No hay ningún servidor Plex configurado",no_server_allowed:"No hay ningún servidor Plex que puedas ver",unauthorized:"No puedes ver este servidor Plex",not_found_server:"Este servidor Plex ya no está configurado",unknown_command:"Esta tarjeta necesita un Plex Arrivals más nuevo",update_hint:"Reinicia Home Assistant para terminar la actualización",failed:"Plex Arrivals no responde",newer:"Plex Arrivals se ha actualizado",reload:"Recargar",choose_server:"Edita la tarjeta y elige otro servidor",ask_admin:"Un administrador puede permitirlo",add_server:"Añade uno en Ajustes, Dispositivos y servicios",hidden:"No puedes ver nada de lo que muestra esta tarjeta",label_title:"Título",label_entry_id:"Servidor (vacío: todos)",label_show:"Qué mostrar, en este orden",label_deliveries:"Máximo de entregas",label_recently_added:"Máximo de añadidos recientes",label_library:"Bibliotecas de añadidos recientes (vacío: todas)",label_layout:"Pósteres",layout_row:"Una fila para deslizar",layout_grid:"Cuadrícula",bad_entry_id:"«entry_id» debe ser el id de una entrada de Plex Arrivals, o una lista de ellos.",bad_show:"«show» debe ser una lista de status, deliveries y recently_added, cada uno una vez como mucho.",bad_deliveries:"«deliveries» debe ser un número entero del 1 al 50.",bad_recently_added:"«recently_added» debe ser un número entero del 1 al 50.",bad_library:"«library» debe ser una lista de títulos o ids de bibliotecas.",bad_layout:"«layout» debe ser row o grid.",bad_title:"«title» debe ser un texto.",several_servers:"Varios servidores solo se pueden configurar en YAML."};var bt={name:"Plex Arrivals",about:"Les téléchargements en route vers Plex et les ajouts récents",status:"État",deliveries:"Livraisons",recently_added:"Ajouts récents",recently_added_in:"Ajouts récents dans {library}",of_server:"{part} · {server}",online:"En ligne",online_since:"En ligne depuis {time}",offline:"Hors ligne",offline_since:"Hors ligne depuis {time}",scanning_library:"analyse de {library}",scanning_more:"{n} de plus",not_loaded:"Pas encore prêt",downloading:"Téléchargement",waiting:"En attente",scanning:"Analyse",available:"Dans Plex",upgraded:"Amélioré",partly:"En partie dans Plex",unmatched:"Sans bibliothèque",missing:"Introuvable",settling:"fichiers pas encore stables",plex_offline:"Plex est hors ligne",import_awaited:"de l’importation",no_library:"aucune ne contient {path}",no_import:"pas importé en une journée",not_found:"rien n’est apparu dans Plex",forbidden:"Plex ne l’autorise pas",plex_failed:"Plex n’a pas pu le faire",internal_error:"une erreur, voir le journal",partly_found:"{n} fichiers sur {all}",not_recognised:"non reconnu",time_left:"encore {time}",items:"{n} éléments",episodes:"{n} épisodes",tracks:"{n} pistes",season:"Saison {n}",view:"Voir dans Plex",fix:"Corriger",details:"Détails de {title}",retry:"Réessayer",dismiss:"Ignorer",repairs:"Ouvrir les réparations",tried:"Analysé : {places}",files_missing:"Pas dans Plex : {files}",show_all:"Afficher {n} de plus",show_less:"Afficher moins",action:"Action",webhook:"Webhook",loading:"Chargement",no_deliveries:"Aucun téléchargement en route",no_recent:"Aucun ajout pour l’instant",no_server:"Aucun serveur Plex n’est configuré",no_server_allowed:"Aucun serveur Plex ne vous est visible",unauthorized:"Vous ne pouvez pas voir ce serveur Plex",not_found_server:"Ce serveur Plex n’est plus configuré",unknown_command:"Cette carte demande une version plus récente de Plex Arrivals",update_hint:"Redémarrez Home Assistant pour terminer la mise à jour",failed:"Plex Arrivals ne répond pas",newer:"Plex Arrivals a été mis à jour",reload:"Recharger",choose_server:"Modifiez la carte et choisissez un autre serveur",ask_admin:"Un administrateur peut l’autoriser",add_server:"Ajoutez-en un dans Paramètres, Appareils et services",hidden:"Vous ne pouvez rien voir de ce que cette carte montre",label_title:"Titre",label_entry_id:"Serveur (vide : tous)",label_show:"Ce qui est affiché, dans cet ordre",label_deliveries:"Nombre maximal de livraisons",label_recently_added:"Nombre maximal d’ajouts récents",label_library:"Bibliothèques des ajouts récents (vide : toutes)",label_layout:"Affiches",layout_row:"Une rangée à faire glisser",layout_grid:"Grille",bad_entry_id:"« entry_id » doit être l’identifiant d’une entrée de Plex Arrivals, ou une liste d’identifiants.",bad_show:"« show » doit être une liste de status, deliveries et recently_added, chacun une fois au plus.",bad_deliveries:"« deliveries » doit être un nombre entier de 1 à 50.",bad_recently_added:"« recently_added » doit être un nombre entier de 1 à 50.",bad_library:"« library » doit être une liste de titres ou d’identifiants de bibliothèques.",bad_layout:"« layout » doit être row ou grid.",bad_title:"« title » doit être un texte.",several_servers:"Plusieurs serveurs ne se configurent qu’en YAML."};var wt={name:"Plex Arrivals",about:"Downloads onderweg naar Plex, en wat er is toegevoegd",status:"Status",deliveries:"Leveringen",recently_added:"Recent toegevoegd",recently_added_in:"Recent toegevoegd in {library}",of_server:"{part} · {server}",online:"Online",online_since:"Online sinds {time}",offline:"Offline",offline_since:"Offline sinds {time}",scanning_library:"scant {library}",scanning_more:"nog {n}",not_loaded:"Nog niet gereed",downloading:"Downloaden",waiting:"Wacht",scanning:"Scannen",available:"In Plex",upgraded:"Verbeterd",partly:"Deels in Plex",unmatched:"Geen bibliotheek",missing:"Ontbreekt",settling:"bestanden veranderen nog",plex_offline:"Plex is offline",import_awaited:"op het importeren",no_library:"geen bevat {path}",no_import:"niet binnen een dag geïmporteerd",not_found:"niet in Plex verschenen",forbidden:"Plex staat het niet toe",plex_failed:"het lukte Plex niet",internal_error:"een fout, zie het logboek",partly_found:"{n} van {all} bestanden",not_recognised:"niet herkend",time_left:"nog {time}",items:"{n} items",episodes:"{n} afleveringen",tracks:"{n} nummers",season:"Seizoen {n}",view:"Bekijk in Plex",fix:"Oplossen",details:"Meer over {title}",retry:"Opnieuw",dismiss:"Verwerpen",repairs:"Reparaties openen",tried:"Gescand: {places}",files_missing:"Niet in Plex: {files}",show_all:"Nog {n} tonen",show_less:"Minder tonen",action:"Actie",webhook:"Webhook",loading:"Laden",no_deliveries:"Geen downloads onderweg",no_recent:"Nog niets toegevoegd",no_server:"Er is geen Plex-server ingesteld",no_server_allowed:"Er is geen Plex-server die je mag zien",unauthorized:"Je mag deze Plex-server niet zien",not_found_server:"Deze Plex-server is niet meer ingesteld",unknown_command:"Deze kaart heeft een nieuwere Plex Arrivals nodig",update_hint:"Herstart Home Assistant om de update af te ronden",failed:"Plex Arrivals antwoordt niet",newer:"Plex Arrivals is bijgewerkt",reload:"Herladen",choose_server:"Bewerk de kaart en kies een andere server",ask_admin:"Een beheerder kan het toestaan",add_server:"Voeg er een toe bij Instellingen, Apparaten & diensten",hidden:"Je mag niets zien van wat deze kaart toont",label_title:"Titel",label_entry_id:"Server (leeg: alle)",label_show:"Wat er te zien is, in deze volgorde",label_deliveries:"Hoogste aantal leveringen",label_recently_added:"Hoogste aantal recent toegevoegd",label_library:"Bibliotheken van recent toegevoegd (leeg: alle)",label_layout:"Posters",layout_row:"Eén rij om te vegen",layout_grid:"Raster",bad_entry_id:"“entry_id” moet de id van een Plex Arrivals-item zijn, of een lijst daarvan.",bad_show:"“show” moet een lijst zijn van status, deliveries en recently_added, elk hoogstens één keer.",bad_deliveries:"“deliveries” moet een geheel getal van 1 tot 50 zijn.",bad_recently_added:"“recently_added” moet een geheel getal van 1 tot 50 zijn.",bad_library:"“library” moet een lijst zijn van titels of id's van bibliotheken.",bad_layout:"“layout” moet row of grid zijn.",bad_title:"“title” moet een tekst zijn.",several_servers:"Meerdere servers kunnen alleen in YAML worden ingesteld."};var fn={en:Re,de:vt,fr:bt,nl:wt,es:yt};function E(t){let e=fn[(t??"en").split(/[-_]/)[0].toLowerCase()]??Re;return(n,r={})=>e[n].replace(/\{(\w+)\}/g,(i,s)=>String(r[s]??i))}var I=()=>globalThis.document?.documentElement.lang||"en";var le=["status","deliveries","recently_added"],Oe=50,Ce=t=>typeof t=="string",Te=t=>Array.isArray(t)&&t.every(e=>Ce(e)&&e),xt=t=>Number.isInteger(t)&&1<=Number(t)&&Number(t)<=Oe,gn={title:Ce,entry_id:t=>Ce(t)||Te(t),show:t=>Te(t)&&t.every(e=>le.includes(e))&&_n(t)===t.length,deliveries:xt,recently_added:xt,library:Te,layout:t=>t==="row"||t==="grid"};function K(t,e=I()){for(let[n,r]of Object.entries(gn)){let i=t[n];if(i!=null&&!r(i))throw new Error(E(e)(`bad_${n}`))}return{title:t.title??"",entryIds:[t.entry_id??[]].flat().filter(Boolean),show:t.show?.length?t.show:[...le],deliveries:t.deliveries??5,recentlyAdded:t.recently_added??12,library:t.library??[],layout:t.layout??"row"}}function _n(t){return new Set(t).size}var H="plex-arrivals-card";function $t(){let t=E(I()),e={number:{min:1,max:Oe,mode:"box"}},n=(r,i,s)=>({select:{options:r.map(o=>({value:o,label:t(i(o))})),...s}});return{schema:[{name:"entry_id",selector:{config_entry:{integration:"plex_arrivals"}}},{name:"title",selector:{text:{}}},{name:"show",selector:n(le,r=>r,{multiple:!0,reorder:!0,mode:"dropdown"})},{name:"",type:"grid",schema:[{name:"deliveries",selector:e},{name:"recently_added",selector:e}]},{name:"library",selector:{text:{multiple:!0}}},{name:"layout",selector:n(["row","grid"],r=>`layout_${r}`,{mode:"dropdown"})}],computeLabel:({name:r})=>r?t(`label_${r}`):"",assertConfig(r){if(K(r),Array.isArray(r.entry_id))throw new Error(t("several_servers"))}}}var vn={recently_added:["recently_added"],library_recently_added:["recently_added"],latest_arrival:["deliveries"]};function At(t,e){let n=t.entities?.[e];if(n?.platform!=="plex_arrivals")return null;let r=n.device_id&&t.devices?.[n.device_id]?.primary_config_entry,i=vn[n.translation_key??""];return{config:{type:`custom:${H}`,...r&&{entry_id:r},...i&&{show:i}}}}var Me=[160,320,640];function St(t,e,n){let r=e*Math.min(n,3),i=Me.find(s=>s*1.1>=r)??Me[Me.length-1];return`${t}${t.includes("?")?"&":"?"}width=${i}&height=${i*1.5}`}function ze(t){return t.replace(/([?&])authSig=[^&]*&?/,"$1").replace(/[?&]$/,"")}function kt(t){return t&&/^(https?|plex):/i.test(t)?t:void 0}function de(t,e,n,r){let i=e&&St(t.hass.hassUrl?.(e)??e,r,globalThis.devicePixelRatio||1);return c`<plex-arrivals-poster .src=${i||void 0} .icon=${n}></plex-arrivals-poster>`}function k(t,e,n,r){let i=kt(t);if(!i)return c`<span class=${e}>${n}</span>`;let s=i.startsWith("http")?"_blank":"_self";return r?c`<a class=${e} href=${i} target=${s} rel="noreferrer" aria-label=${r}>${n}</a>`:c`<a class=${e} href=${i} target=${s} rel="noreferrer">${n}</a>`}var Y={views:{}};function Pt(t,e){if(e.kind==="servers"){let o=new Set(e.servers.map(l=>l.entry_id));return{servers:e.servers,views:Object.fromEntries(Object.entries(t.views).filter(([l])=>o.has(l)))}}let{kind:n,entry_id:r,...i}=e,s=t.views[r];return n==="snapshot"?{...t,views:{...t.views,[r]:{...i}}}:s?{...t,views:{...t.views,[r]:yn(s,i)}}:t}function yn(t,{removed:e,deliveries:n,server:r,...i}){let s={...t,...i};if(r&&(s.server={...t.server,...r}),n||e){let o=new Set([...e??[],...(n??[]).map(l=>l.delivery_id)]);s.deliveries=[...(t.deliveries??[]).filter(l=>!o.has(l.delivery_id)),...n??[]].sort(bn).slice(0,50)}return s}function bn(t,e){return Date.parse(e.created_at)-Date.parse(t.created_at)||(e.delivery_id>t.delivery_id?1:-1)}function b(t,e,n,r,i){return c`<div class="head notice">
<div class="icon"><ha-icon .icon=${e}></ha-icon></div>
<div class="text">
<div class="name">${t(n)}</div>
${r?c`<div class="line">${t(r)}</div>`:h}
</div>
${i??h}
</div>`}function Ne(t,e){return c`<div class="ghost" role="status" aria-label=${t("loading")}>
${e.map(n=>wn[n]())}
</div>`}var Et=c`<div class="text"><i></i><i></i></div>`,wn={status:()=>c`<div class="head">
<div class="icon"></div>
${Et}
</div>`,deliveries:()=>c`<div class="heading"><i></i></div>
<div class="rows">${[0,1,2].map(()=>c`<div class="row"><div class="thumb"></div>${Et}</div>`)}</div>`,recently_added:()=>c`<div class="heading"><i></i></div>
<div class="posters strip">${[0,1,2,3,4,5].map(()=>c`<div class="art"></div>`)}</div>`};function ce(t,e,n=!1){let r=Date.parse(t);if(Number.isNaN(r))return"";let{language:i}=e.locale,s=Math.max(0,e.now-r),o=Mt(r,e);return s<6e4?De(i).format(0,"second"):s<36e5?Rt(Math.floor(s/6e4),"minute",i,n):o===0||s<6*36e5?Rt(Math.floor(s/36e5),"hour",i,n):o===1?De(i).format(-1,"day"):o<7?Ie(r,{weekday:n?"short":"long"},e):Ie(r,Ot(r,e),e)}function Tt(t,e){let n=Date.parse(t),r={hour:"numeric",minute:"2-digit",...xn(e.locale)};return Ie(n,Mt(n,e)?{...Ot(n,e),...r}:r,e)}function Ct(t,e){if(Math.round(t)<60)return U(Math.round(t),"second",e);let n=Math.round(t/60);if(n<60)return U(n,"minute",e);if(n>=2880)return U(Math.round(n/60/24),"day",e);let r=n%60,i=U(Math.floor(n/60),"hour",e);return r&&n<600?`${i} ${U(r,"minute",e)}`:i}function ue(t,e){return Z(Intl.NumberFormat,e,{style:"percent"}).format(Math.floor(t)/100)}function Rt(t,e,n,r){if(r)return U(t,e,n);let i=De(n).format(-t,e);return n.startsWith("en")?i.replace(".",""):i}function De(t){return Z(Intl.RelativeTimeFormat,t,{numeric:"auto",style:"short"})}function U(t,e,n){return Z(Intl.NumberFormat,n,{style:"unit",unit:e,unitDisplay:"short"}).format(t)}function Ot(t,e){return{day:"numeric",month:"short",...e.now-t>2592e7&&{year:"numeric"}}}function Mt(t,e){let n=r=>{let i=Z(Intl.DateTimeFormat,"sv",{dateStyle:"short",timeZone:zt(e)}).format(r);return Date.parse(`${i}T00:00:00Z`)};return Math.round((n(e.now)-n(t))/864e5)}function Ie(t,e,n){return Z(Intl.DateTimeFormat,n.locale.language,{...e,timeZone:zt(n)}).format(t)}function zt(t){return t.locale.time_zone==="server"?t.timeZone:void 0}function xn({time_format:t}){return t==="12"?{hourCycle:"h12"}:t==="24"?{hourCycle:"h23"}:t!=="system"?{}:{hourCycle:new Intl.DateTimeFormat(void 0,{hour:"numeric"}).resolvedOptions().hourCycle}}var Le=new Map;function Z(t,e,n){let r=JSON.stringify([t.name,e,n]);return Le.has(r)||Le.set(r,new t(e,n)),Le.get(r)}function Nt(t,e,n){let r=new Set(e.map(i=>i.trim().toLowerCase()));return(t.recently_added??[]).filter(i=>!r.size||r.has(String(i.library_id))||r.has((i.library??"").trim().toLowerCase())).slice(0,n)}function pe(t){return["episode","season"].includes(t.type)&&t.show||t.title||t.show||""}function He(t,e){let n=r=>String(r).padStart(2,"0");return t.type==="episode"?[t.season!=null&&`S${n(t.season)}`,t.episode!=null&&`E${n(t.episode)}`].filter(Boolean).join(" "):t.type==="season"&&t.season!=null?e("season",{n:t.season}):(t.type==="album"||t.type==="track")&&t.show?t.show:t.year?String(t.year):""}function Lt(t,e,n){return[He(t,e),t.added_at&&ce(t.added_at,n,!0)].filter(Boolean).join(" · ")}var $n={movie:"mdi:movie-open-outline",show:"mdi:television",season:"mdi:television",episode:"mdi:television",artist:"mdi:music-note",album:"mdi:music-note",track:"mdi:music-note",music:"mdi:music-note",photo:"mdi:image-outline",photoalbum:"mdi:image-outline",other:"mdi:movie-open-outline"};function he(t){return $n[t??""]??"mdi:tray-arrow-down"}var An={row:104,grid:140};function Dt(t,e){let{config:n,say:r}=t,i=Nt(e,n.library,n.recentlyAdded);return i.length?c`<ul class="posters ${n.layout==="grid"?"grid":"strip"}">
${D(i,s=>s.rating_key,s=>c`<li>${k(s.url,"poster",Sn(t,s))}</li>`)}
</ul>`:c`<p class="empty">${r("no_recent")}</p>`}function Sn(t,e){return c`<span class="art">${de(t,e.artwork,he(e.type),An[t.config.layout])}</span>
<span class="name"><bdi>${pe(e)}</bdi></span>
<span class="line"><bdi>${Lt(e,t.say,t.clock)}</bdi></span>`}var _={tone:"ok",full:1},v={tone:"none",full:0},me=t=>({tone:t,full:1}),fe=(t,e)=>({tone:t,full:e==null?void 0:Math.min(Math.max(e/100,0),1)}),kn=new Set(["settling","import_awaited",null]);function R(t){return t.state==="downloading"}function Ht(t,e){switch(t.state){case"downloading":return{word:"downloading",tone:"info",steps:[fe("info",t.progress),t.reason?me("warning"):v,v,v]};case"waiting":{let n=kn.has(t.reason)?"calm":"warning";return{word:"waiting",tone:n,steps:[_,fe(n,null),v,v]}}case"scanning":{let n=e.find(({library_id:r})=>r===t.library_id);return{word:"scanning",tone:"info",steps:[_,_,fe("info",n?.progress),v]}}case"available":{if(t.missing_files.length){let n=100*t.items.length/(t.items.length+t.missing_files.length);return{word:"partly",tone:"warning",steps:[_,_,_,fe("warning",n)]}}return{word:t.kind==="upgraded"?"upgraded":"available",tone:"ok",steps:[_,_,_,_]}}case"unmatched":return{word:"unmatched",tone:"warning",steps:[_,me("warning"),v,v]};case"missing":return{word:"missing",tone:"error",steps:t.tried.length?[_,_,_,me("error")]:[_,_,me("error"),v]};default:return{word:"waiting",tone:"calm",steps:[_,v,v,v]}}}function Ut(t,e,n){let{language:r}=n.locale,i=Cn(t.download.source,e),s=t.reason?Pn(t,t.reason,e):null;if(R(t))return It([t.progress==null?null:ue(t.progress,r),t.time_left==null?null:e("time_left",{time:Ct(t.time_left,r)}),t.library??s,i]);let o=t.state==="available"?t.updated_at:t.download.finished_at??t.created_at,l=t.state==="unmatched"||t.state==="missing";return It([s,t.state==="available"&&t.items.length>1&&!t.missing_files.length?Rn(t.items,e):null,l?null:t.library,[i,ce(o,n)].filter(Boolean).join(", ")])}function Pn(t,e,n){if(!En.has(e))return t.explanation;let[r,i]=R(t)?[0,0]:[t.items.length,t.missing_files.length];return e==="partly_found"&&!i?t.explanation:n(e,{path:t.download.path,n:r,all:r+i})}var En=new Set(["settling","plex_offline","import_awaited","no_library","no_import","not_found","forbidden","plex_failed","internal_error","partly_found","not_recognised"]);function Rn(t,e){let n=r=>t.every(i=>i.type===r);return e(n("episode")?"episodes":n("track")?"tracks":"items",{n:t.length})}var Tn={nzbget:"NZBGet",qbittorrent:"qBittorrent",sabnzbd:"SABnzbd",synology_dsm:"Synology"};function Cn(t,e){return t==="action"||t==="webhook"?e(t):Tn[t]??t.charAt(0).toUpperCase()+t.slice(1).replaceAll("_"," ")}function Ue(t){return!R(t)&&(t.items.length>1||t.missing_files.length>0||j(t))}function j(t){return t.state==="unmatched"||t.state==="missing"}function It(t){return t.filter(e=>!!e)}function jt(t,e,n){let r=Math.max(n-e.length,Math.ceil(n/2)),i=t.slice(0,r);return[...i,...e.slice(0,n-i.length)]}var On=36;function Wt(t,e,n){let{say:r,config:i,opened:s}=t,o=n.running??[],l=n.deliveries??[],a=`all:${e}`,u=s.has(a)?1/0:i.deliveries,p=jt(o,l,u),d=o.length+l.length,f=d-p.length;return d?c`<ul class="rows">
${D(p,Vt,m=>Mn(t,e,n,m))}
</ul>
${f||s.has(a)&&d>i.deliveries?c`<button class="more" @click=${()=>t.toggle(a)}>
${f?r("show_all",{n:f}):r("show_less")}
</button>`:h}`:c`<p class="empty">${r("no_deliveries")}</p>`}function Vt(t){return R(t)?t.id:t.delivery_id}function Mn(t,e,n,r){let{say:i,clock:s,opened:o}=t,l=Ht(r,n.server?.scanning??[]),a=Ut(r,i,s),u=Ue(r)&&o.has(Vt(r)),p=R(r)?void 0:r.items[0],d=R(r)?null:r.artwork??p?.artwork,f=n.server?.libraries?.find(({id:m})=>m===r.library_id);return c`<li class="row">
<div class="thumb">${de(t,d,he(p?.type??f?.type),On)}</div>
<div class="text">
<div class="name"><bdi>${r.title}</bdi></div>
<div class="line">
<span class=${l.tone}>${i(l.word)}</span>${a.map(m=>c` · <bdi>${m}</bdi>`)}
</div>
</div>
<div class="do">${R(r)?h:Nn(t,n,r,u)}</div>
<div class="track" aria-hidden="true">${l.steps.map(zn)}</div>
${u?Ln(t,e,n,r):h}
</li>`}function zn({tone:t,full:e}){return c`<i class="${t} ${e===void 0?"unknown":""}"
><b style="width:${Math.round((e??1)*100)}%"></b
></i>`}function Nn({say:t,toggle:e},n,r,i){let s=j(r)&&n.server?.can_manage;return c`${r.state==="available"&&r.url?k(r.url,"button view",c`<span>${t("view")}</span><ha-icon .icon=${"mdi:open-in-new"}></ha-icon>`,`${t("view")}: ${r.title}`):h}
${Ue(r)?c`<button
class=${s?"button":"button chevron"}
aria-expanded=${i?"true":"false"}
aria-label=${s?`${t("fix")}: ${r.title}`:t("details",{title:r.title})}
@click=${()=>e(r.delivery_id)}
>
${s?t("fix"):c`<ha-icon .icon=${"mdi:chevron-down"}></ha-icon>`}
</button>`:h}`}function Ln(t,e,n,r){let{say:i,busy:s}=t,o=u=>()=>t.act(u,e,r.delivery_id),l=[...new Set(r.tried.map(u=>u.folder??r.library??u.library_id))],a=[...j(r)?[Dn(t,r),r.download.path]:[],...j(r)&&l.length?[i("tried",{places:l.join(", ")})]:[],...r.missing_files.length?[i("files_missing",{files:r.missing_files.join(", ")})]:[]].filter(Boolean);return c`<div class="details">
${a.map(u=>c`<p><bdi>${u}</bdi></p>`)}
${r.items.length>1?c`<ul>
${r.items.map(u=>c`<li>${k(u.url,"item",In(t,u))}</li>`)}
</ul>`:h}
${j(r)&&n.server?.can_manage?c`<div class="actions">
<button class="button" ?disabled=${s.has(r.delivery_id)} @click=${o("retry_delivery")}>
${i("retry")}
</button>
<button class="button" ?disabled=${s.has(r.delivery_id)} @click=${o("dismiss_delivery")}>
${i("dismiss")}
</button>
${r.state==="unmatched"?c`<a class="button" href="/config/repairs">${i("repairs")}</a>`:h}
</div>`:h}
</div>`}function Dn({hass:t},e){let n=`component.plex_arrivals.entity.event.delivery.state_attributes.reason.state.${e.reason}`;return e.reason&&t.localize(n)||e.explanation}function In({say:t},e){let n=He(e,t),r=e.title||pe(e);return c`${n?c`<span class="number">${n}</span>`:h}<bdi>${r}</bdi>`}function Bt(t,e){if(e===void 0)return"integration";let[n,r]=[t,e].map(i=>i.split(/[.+-]/).map(s=>parseInt(s,10)||0));for(let i=0;i<3;i++){let s=(n[i]??0)-(r[i]??0);if(s)return s<0?"card":"integration"}return null}function Ft(t){return t.split(".").slice(0,3).join(".")}var qt=2*Math.PI*20.5;function je(t,e,n){let{say:r}=t,i=!!(e.loaded&&n?.online),s=n?.name||e.title;return c`<div class="head">
<div class="icon ${i?"online":""}">
${i&&n?.scanning.length?Un(n.scanning):h}
<svg class="arrow" viewBox="0 0 24 24" aria-hidden="true"><path d="M6 3h6l6.5 9L12 21H6l6.5-9z"></path></svg>
</div>
<div class="text">
${k(n?.url,"name",c`<bdi>${s}</bdi>`)}
<div class="line">${e.loaded?n?Hn(t,n):h:r("not_loaded")}</div>
</div>
</div>`}function Hn({say:t,clock:e},n){let r=n.since&&Tt(n.since,e);if(!n.online)return c`<span class="error">${r?t("offline_since",{time:r}):t("offline")}</span>`;let i=[s(n.scanning),n.version&&Ft(n.version)].filter(Boolean);return c`<span title=${r?t("online_since",{time:r}):""}>${t("online")}</span>${i.map(o=>` · ${o}`)}`;function s([o,...l]){if(!o)return"";let a=t("scanning_library",{library:o.library}),u=o.progress==null?"":`, ${ue(o.progress,e.locale.language)}`;return a+u+(l.length?`, ${t("scanning_more",{n:l.length})}`:"")}}function Un([t]){let e=t?.progress==null?null:Math.min(Math.max(t.progress/100,0),1);return c`<svg class="ring" viewBox="0 0 44 44" aria-hidden="true">
<circle cx="22" cy="22" r="20.5" opacity=${e===null?.5:.2}></circle>
${e===null?h:ot`<circle class="arc" cx="22" cy="22" r="20.5" stroke-dasharray=${qt}
style="stroke-dashoffset:${qt*(1-e)}"></circle>`}
</svg>`}var Gt=x`
:host {
display: block;
height: 100%;
--text: var(--primary-text-color, #212121);
--faint: var(--secondary-text-color, #727272);
/* The theme's colours are made for areas: as words they need more of the text's colour to be read. */
--link: color-mix(in srgb, var(--primary-color, #009ac7) 68%, var(--text));
--ok: color-mix(in srgb, var(--success-color, #43a047) 72%, var(--text));
--info: color-mix(in srgb, var(--info-color, #039be5) 68%, var(--text));
--warning: color-mix(in srgb, var(--warning-color, #ffa600) 55%, var(--text));
--error: color-mix(in srgb, var(--error-color, #db4437) 82%, var(--text));
--amber: color-mix(in srgb, #e5a00d 88%, var(--text));
--ground: color-mix(in srgb, var(--text) 7%, transparent);
--empty: color-mix(in srgb, var(--text) 12%, transparent);
--gap: var(--ha-space-3, 12px);
--small: calc(var(--ha-border-radius-md, 8px) * 0.75);
--medium: var(--ha-border-radius-md, 8px);
}
ha-card {
display: flex;
flex-direction: column;
height: 100%;
overflow: hidden;
box-sizing: border-box;
}
.card {
container-type: inline-size;
min-height: 0;
overflow: hidden auto;
box-sizing: border-box;
padding-bottom: 8px;
color: var(--text);
font-size: var(--ha-font-size-m, 14px);
line-height: 20px;
}
.titled {
margin-top: -12px;
}
ul,
h3,
p {
list-style: none;
margin: 0;
padding: 0;
}
.text {
flex: 1;
min-width: 0;
}
.name,
.line {
display: block;
overflow: hidden;
text-overflow: ellipsis;
white-space: nowrap;
}
.name {
font-weight: var(--ha-font-weight-medium, 500);
}
.line,
.heading,
.empty,
.details {
font-size: var(--ha-font-size-s, 12px);
line-height: 16px;
color: var(--faint);
}
.ok {
color: var(--ok);
}
.info {
color: var(--info);
}
.warning {
color: var(--warning);
}
.error {
color: var(--error);
}
.heading {
padding: 8px var(--gap) 4px;
font-weight: var(--ha-font-weight-medium, 500);
}
.empty {
padding: 4px var(--gap) 12px;
}
a,
button {
color: inherit;
text-decoration: none;
-webkit-tap-highlight-color: transparent;
}
.button,
.more {
display: inline-flex;
align-items: center;
justify-content: center;
gap: 4px;
min-height: 36px;
box-sizing: border-box;
padding: 8px;
border: 0;
border-radius: var(--medium);
background: none;
color: var(--link);
font: inherit;
font-size: 13px;
font-weight: var(--ha-font-weight-medium, 500);
white-space: nowrap;
cursor: pointer;
--mdc-icon-size: 20px;
}
.button:disabled {
opacity: 0.5;
cursor: default;
}
a:focus-visible,
button:focus-visible {
outline: 2px solid var(--link);
outline-offset: -2px;
}
.poster:focus-visible .art {
outline: 2px solid var(--link);
outline-offset: -2px;
}
.poster:focus-visible {
outline: 0;
}
@media (hover: hover) {
.button:hover:not(:disabled),
.more:hover {
background: color-mix(in srgb, currentColor 8%, transparent);
}
a.name:hover,
.heading a:hover,
.item:hover bdi,
.poster:hover .name {
text-decoration: underline;
}
}
@media (prefers-reduced-motion: reduce) {
* {
transition: none !important;
}
}
`;var Kt=x`
.head {
display: flex;
gap: var(--gap);
align-items: center;
padding: 12px var(--gap) 8px;
}
.icon {
position: relative;
display: grid;
place-items: center;
flex: none;
width: 40px;
height: 40px;
border-radius: 50%;
background: var(--ground);
color: var(--faint);
--mdc-icon-size: 22px;
transition:
background-color 200ms,
color 200ms;
}
.icon.online {
background: color-mix(in srgb, var(--amber) 18%, transparent);
color: var(--amber);
}
.ring {
position: absolute;
inset: -2px;
width: 44px;
height: 44px;
transform: rotate(-90deg);
fill: none;
stroke: currentColor;
stroke-width: 3;
}
.arrow {
width: 22px;
fill: currentColor;
}
.arc {
stroke-linecap: round;
transition: stroke-dashoffset 200ms;
}
.notice .name,
.notice .line {
white-space: normal;
}
.server + .server {
margin-top: 8px;
}
.ghost i {
display: block;
width: 40%;
height: 10px;
border-radius: 5px;
background: var(--ground);
}
.ghost i + i {
width: 65%;
margin-top: 8px;
}
.ghost .heading i {
width: 84px;
}
`;var Yt=x`
.thumb,
.art {
display: block;
overflow: hidden;
background: var(--ground);
color: var(--faint);
}
plex-arrivals-poster {
display: grid;
place-items: center;
width: 100%;
height: 100%;
}
img {
width: 100%;
height: 100%;
object-fit: cover;
opacity: 0;
transition: opacity 200ms;
}
img.there {
opacity: 1;
}
.posters {
padding: 4px var(--gap) 6px;
}
.posters.strip {
display: flex;
gap: 10px;
overflow: auto hidden;
scroll-snap-type: x proximity;
scroll-padding-inline: var(--gap);
scrollbar-width: thin;
scrollbar-color: transparent transparent;
overscroll-behavior-x: contain;
}
.posters.strip:hover {
scrollbar-color: var(--empty) transparent;
}
.posters.strip > * {
flex: none;
width: var(--poster, 92px);
scroll-snap-align: start;
}
.posters.grid {
display: grid;
grid-template-columns: repeat(auto-fill, minmax(var(--poster, 84px), 1fr));
gap: 12px 10px;
}
.poster {
display: block;
border-radius: var(--medium);
}
.art {
aspect-ratio: 2 / 3;
border-radius: var(--medium);
--mdc-icon-size: 28px;
}
.poster .name {
display: -webkit-box;
-webkit-box-orient: vertical;
-webkit-line-clamp: 2;
margin-top: 6px;
font-size: var(--ha-font-size-s, 12px);
font-weight: inherit;
line-height: 16px;
white-space: normal;
overflow-wrap: anywhere;
}
@container (min-width: 560px) {
.posters {
--poster: 104px;
}
}
@container (min-width: 1000px) {
.posters {
--poster: 116px;
}
}
`;var Zt=x`
.rows {
display: grid;
grid-template-columns: repeat(auto-fill, minmax(min(100%, 380px), 1fr));
align-items: start;
}
.row {
display: grid;
grid-template-columns: 36px minmax(0, 1fr) auto;
grid-template-rows: 36px auto;
gap: 5px var(--gap);
align-items: center;
align-content: center;
padding: 4px var(--gap);
}
.thumb {
grid-row: 1 / 3;
width: 36px;
height: 54px;
border-radius: var(--small);
--mdc-icon-size: 20px;
}
.track {
display: flex;
grid-column: 2 / -1;
align-self: start;
gap: 3px;
}
.track i {
flex: 1;
height: 3px;
border-radius: 2px;
overflow: hidden;
background: var(--empty);
}
.track b {
display: block;
height: 100%;
background: currentColor;
transition:
width 200ms,
background-color 200ms;
}
.track .none b {
background: transparent;
}
.track .calm {
color: var(--faint);
}
.track .unknown b {
opacity: 0.45;
}
.do {
display: flex;
align-items: center;
margin-inline-end: -8px;
}
.view ha-icon {
display: none;
}
.chevron {
color: var(--faint);
}
.chevron ha-icon {
transition: transform 200ms;
}
.chevron[aria-expanded="true"] ha-icon {
transform: rotate(180deg);
}
.more {
margin: 0 calc(var(--gap) - 8px);
}
.details {
grid-column: 2 / -1;
margin-top: -8px;
overflow-wrap: anywhere;
}
.details p {
margin-top: 4px;
}
.actions {
display: flex;
flex-wrap: wrap;
margin-inline-start: -8px;
}
.item {
display: flex;
gap: 8px;
align-items: center;
min-height: 28px;
color: var(--text);
border-radius: 4px;
}
.number {
flex: none;
color: var(--faint);
font-variant-numeric: tabular-nums;
}
@container (max-width: 339px) {
.view span {
display: none;
}
.view ha-icon {
display: block;
}
}
`;var jn=5e3,Jt=[1e3,2e3,5e3,1e4,3e4,6e4],We=class{constructor(e,n){this.connection=e;this.entryId=n;this.known=Y;this.#e=new Set;this.#n=0;this.#i=0;this.#r=!1;this.#d=()=>{this.#t=void 0,this.#i=0,this.#a()};this.#a=()=>{clearTimeout(this.#s);let e=++this.#n,n={type:"plex_arrivals/subscribe",...this.entryId&&{entry_id:this.entryId}};this.connection.subscribeMessage(r=>e===this.#n&&this.#p(r),n,{resubscribe:!1}).then(r=>{e===this.#n?this.#t=r:this.#r||r().catch(()=>{})},r=>e===this.#n&&this.#h(r?.code))}}#e;#t;#n;#i;#r;#s;#o;listen(e){return this.#e.add(e),clearTimeout(this.#o),this.#r||this.#l(),()=>{this.#e.delete(e),!this.#e.size&&(this.#o=setTimeout(()=>this.#u(),jn))}}again(){!this.refusal||!this.#r||(this.#i=0,this.#a())}#l(){this.#r=!0,this.connection.addEventListener("ready",this.#d),this.#a()}#u(){this.#r=!1,this.#n++,clearTimeout(this.#s),this.connection.removeEventListener("ready",this.#d),this.#t?.().catch(()=>{}),this.#t=void 0,this.known=Y,this.refusal=void 0}#d;#a;#p(e){this.refusal=void 0,this.#i=0,this.known=Pt(this.known,e),this.#c()}#h(e){let n=["unauthorized","not_found","unknown_command"];this.refusal=n.includes(e)?e:"failed",this.#s=setTimeout(this.#a,Jt[Math.min(this.#i++,Jt.length-1)]),this.#c()}#c(){for(let e of this.#e)e()}},Qt=new WeakMap;function Xt(t,e){let n=Qt.get(t);n||Qt.set(t,n=new Map);let r=n.get(e??"");return r||n.set(e??"",r=new We(t,e)),r}var Wn=3e4,ge=class extends y{static{this.styles=[Gt,Kt,Zt,Yt]}static{this.properties={_config:{state:!0},_opened:{state:!0},_busy:{state:!0}}}#e;#t;#n;#i;constructor(){super(),this._opened=new Set,this._busy=new Set}static{this.getConfigForm=$t}static getStubConfig(){return{}}setConfig(e){this._config=K(e),this.#r()}getCardSize(){let{show:e,deliveries:n}=this._config??K({}),r={status:1,deliveries:1+Math.min(n,5),recently_added:4};return e.reduce((i,s)=>i+r[s],0)}getGridOptions(){return{columns:12,min_columns:6}}set hass(e){let n=this.#e;this.#e=e;let r=i=>[i?.locale,i?.language,i?.user,i?.localize,i?.config?.time_zone];(!n||r(n).some((i,s)=>i!==r(e)[s]))&&this.requestUpdate(),n?.connection!==e.connection&&this.#r(),n&&n.config?.state!==e.config?.state&&(this.#t?.again(),this.requestUpdate())}connectedCallback(){super.connectedCallback(),this.#i=setInterval(()=>document.hidden||this.requestUpdate(),Wn),this.#r()}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.#i),this.#s()}#r(){if(!this.isConnected||!this.#e||!this._config)return;let[e,n]=this._config.entryIds,r=Xt(this.#e.connection,n?void 0:e);r!==this.#t&&(this.#s(),this.#t=r,this.#n=r.listen(()=>this.requestUpdate()),this.requestUpdate())}#s(){this.#n?.(),this.#n=this.#t=void 0}shouldUpdate(e){return!!(this._config&&this.#e)}render(){let e=E(this.#e.locale?.language??this.#e.language);return c`<ha-card .header=${this._config.title||void 0}>
<div class="card ${this._config.title?"titled":""}">${this.#o(e)}</div>
</ha-card>`}#o(e){let{entryIds:n,show:r}=this._config,{known:i,refusal:s}=this.#t??{known:Y,refusal:void 0},o=this.#e.config?.state!==void 0&&this.#e.config.state!=="RUNNING";if(s&&!o)return en(e,s);let l=i.servers?.filter(({entry_id:p})=>!n.length||n.includes(p));if(!l)return Ne(e,r);if(!l.length)return n.length?en(e,"not_found"):this.#e.user?.is_admin?b(e,"mdi:plex","no_server","add_server"):b(e,"mdi:lock-outline","no_server_allowed","ask_admin");let a=this.#l(e),u=l.map(p=>i.views[p.entry_id]);return c`${Fn(e,u)}
${D(l,({entry_id:p})=>p,(p,d)=>c`<div class="server">${Vn(a,p,u[d],l.length>1)}</div>`)}`}#l(e){let n=this.#e;return{hass:n,config:this._config,say:e,clock:{locale:n.locale??{language:n.language},timeZone:n.config.time_zone,now:Date.now()},opened:this._opened,busy:this._busy,toggle:r=>this._opened=Ve(this._opened,r),act:(r,i,s)=>{let o={config_entry_id:i,delivery_id:s};this._busy=Ve(this._busy,s),n.callService("plex_arrivals",r,o).catch(()=>{}).finally(()=>this._busy=Ve(this._busy,s))}}}};function Vn(t,e,n,r){let{say:i,config:s}=t;if(!n)return e.loaded?Ne(i,s.show):je(t,e,void 0);let o=r&&!s.show.includes("status"),a=s.show.map(p=>{if(p==="status")return n.server&&je(t,e,n.server);if(p==="deliveries")return(n.deliveries??n.running)&&u(i(p),Wt(t,e.entry_id,n));if(!n.server?.recently_added)return;let[d,f]=Bn(t,n);return u(d,Dt(t,n.server),f)}).filter(Boolean);return a.length?a:b(i,"mdi:lock-outline","hidden","ask_admin");function u(p,d,f){let m=o?i("of_server",{part:p,server:n?.server?.name||e.title}):p;return c`<section>
<h3 class="heading">${f?k(f,"",m):m}</h3>
${d}
</section>`}}function Bn({say:t,config:e},n){let[r,i]=e.library.map(o=>o.trim().toLowerCase()),s=n.server?.libraries?.find(({id:o,title:l})=>o===r||l.toLowerCase()===r);return i||!s?[t("recently_added"),void 0]:[t("recently_added_in",{library:s.title}),s.url]}function Fn(t,e){let n=e.find(Boolean);switch(n&&Bt("0.1.0",n.version)){case"integration":return b(t,"mdi:update","unknown_command","update_hint");case"card":return b(t,"mdi:update","newer",void 0,c`<button class="button" @click=${()=>location.reload()}>${t("reload")}</button>`);default:return h}}function en(t,e){switch(e){case"unauthorized":return b(t,"mdi:lock-outline","unauthorized","ask_admin");case"not_found":return b(t,"mdi:server-off","not_found_server","choose_server");case"unknown_command":return b(t,"mdi:update","unknown_command","update_hint");case"failed":return b(t,"mdi:alert-circle-outline","failed")}}function Ve(t,e){let n=new Set(t);return n.delete(e)||n.add(e),n}var _e=class extends y{static{this.properties={src:{},icon:{},_shown:{state:!0},_failed:{state:!0}}}createRenderRoot(){return this}willUpdate(e){e.has("src")&&(!this._failed&&this.src&&this._shown&&ze(this.src)===ze(this._shown)||(this._shown=this.src,this._failed=!1))}render(){return this._shown&&!this._failed?c`<img
src=${this._shown}
alt=""
loading="lazy"
decoding="async"
@load=${e=>e.target.classList.add("there")}
@error=${()=>this.#e()}
/>`:this.icon?c`<ha-icon .icon=${this.icon}></ha-icon>`:h}#e(){this._shown===this.src?this._failed=!0:this._shown=this.src}};customElements.get("plex-arrivals-poster")||customElements.define("plex-arrivals-poster",_e);if(!customElements.get(H)){customElements.define(H,ge);let t=E(I());(window.customCards??=[]).push({type:H,name:t("name"),description:t("about"),preview:!0,documentationURL:"https://github.com/plex-arrivals/plex-arrivals#the-card",getEntitySuggestion:At})}
/*! Bundled license information:

@lit/reactive-element/css-tag.js:
  (**
   * @license
   * Copyright 2019 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/reactive-element.js:
lit-html/lit-html.js:
lit-element/lit-element.js:
lit-html/directive.js:
lit-html/directives/repeat.js:
  (**
   * @license
   * Copyright 2017 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/is-server.js:
  (**
   * @license
   * Copyright 2022 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/directive-helpers.js:
  (**
   * @license
   * Copyright 2020 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)
*/
